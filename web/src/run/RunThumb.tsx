import { CircleSlash, Type, X } from 'lucide-react'
import { thumbnail } from '@/api/media'
import type { Run } from '@/api/types'
import { Pulse } from '@/ui/Pulse'
import { isOver, shareDone } from './progress'
import styles from './RunThumb.module.css'
import { waits } from './waitingFirst'

/** A run as a small square: its first picture, or the sign of how it stands. */
export function RunThumb({ run, size }: { run: Run; size: number }) {
  const items = Object.values(run.results).flat()
  const picture = items.find((item) => item.type === 'image' && item.url != null)
  const colours = items.filter((item) => item.type === 'colour').map((item) => String(item.value))
  const going = !isOver(run.status)
  return (
    <span className={styles.thumb} style={{ width: size, height: size }} data-status={run.status}>
      {picture?.url != null && (
        <img src={thumbnail(picture.url, 160)} alt="" loading="lazy" decoding="async" />
      )}
      {picture === undefined && colours.length > 0 && <Stripes colours={colours} />}
      {picture === undefined && colours.length === 0 && !going && <Sign status={run.status} />}
      {going && !waits(run) && (
        <Ring share={run.status === 'queued' ? null : shareDone(run.progress)} />
      )}
      {waits(run) && (
        <span className={styles.waits}>
          <Pulse />
        </span>
      )}
      {run.status === 'succeeded_with_errors' && <span className={styles.partly} />}
    </span>
  )
}

function Sign({ status }: { status: Run['status'] }) {
  if (status === 'failed') return <X size={20} aria-hidden="true" />
  if (status === 'cancelled') return <CircleSlash size={18} aria-hidden="true" />
  return <Type size={18} aria-hidden="true" />
}

function Stripes({ colours }: { colours: readonly string[] }) {
  return (
    <span className={styles.stripes}>
      {colours.map((colour, at) => (
        <span key={at} style={{ background: colour }} />
      ))}
    </span>
  )
}

const ROUND = 2 * Math.PI * 9

/** Hollow while queued, filling while it runs. */
function Ring({ share }: { share: number | null }) {
  return (
    <svg className={styles.ring} width="28" height="28" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="9" />
      {share !== null && (
        <circle
          className={styles.done}
          cx="12"
          cy="12"
          r="9"
          strokeDasharray={`${String(Math.max(0.04, share) * ROUND)} ${String(ROUND)}`}
        />
      )}
    </svg>
  )
}
