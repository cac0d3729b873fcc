import { useClipboard } from '@mantine/hooks'
import styles from './colour.module.css'

export function ColourResults({ colours }: { colours: readonly string[] }) {
  return (
    <ul className={styles.swatches}>
      {colours.map((colour, at) => (
        <li key={`${colour}-${String(at)}`}>
          <Swatch colour={colour} />
        </li>
      ))}
    </ul>
  )
}

function Swatch({ colour }: { colour: string }) {
  const clipboard = useClipboard({ timeout: 1500 })
  return (
    <button
      type="button"
      className={styles.swatch}
      aria-label={`Copy ${colour}`}
      onClick={() => clipboard.copy(colour)}
    >
      <span className={styles.paint} style={{ background: colour }} />
      <span className={styles.code}>{clipboard.copied ? 'Copied' : colour}</span>
    </button>
  )
}
