import { CopyButton } from '@/ui/CopyButton'
import styles from './text.module.css'

export function TextResult({ text }: { text: string }) {
  return (
    <div className={styles.result}>
      <p>{text}</p>
      <CopyButton text={text} label="Copy the text" />
    </div>
  )
}
