import { Link } from '@tanstack/react-router'
import type { Run } from '@/api/types'
import { thumbnail } from '@/api/media'
import { Pulse } from '@/ui/Pulse'
import { ago, credits } from '@/ui/words'
import { RunThumb } from './RunThumb'
import styles from './RunsPage.module.css'
import { statusWords } from './status'
import { waits } from './waitingFirst'

const MOST_THUMBS = 4

export function RunRow({ run }: { run: Run }) {
  const pictures = Object.values(run.results)
    .flat()
    .flatMap((item) => (item.type === 'image' && item.url != null ? [item.url] : []))
  const more = pictures.slice(1, MOST_THUMBS + 1)
  return (
    <Link
      to="/runs/$id"
      params={{ id: run.id }}
      className={styles.row}
      data-waits={waits(run) || undefined}
    >
      <RunThumb run={run} size={48} />
      <span className={styles.words}>
        <strong>{run.flow_name || 'A space'}</strong>
        <span>{ago(run.created_at)}</span>
      </span>
      <span className={styles.more}>
        {more.map((url) => (
          <img key={url} src={thumbnail(url, 160)} alt="" loading="lazy" decoding="async" />
        ))}
      </span>
      <span className={styles.status} data-status={run.status}>
        {waits(run) && <Pulse />}
        {statusWords(run.status)}
      </span>
      <span className={styles.cost}>
        {run.credits.captured === 0 ? 'Free' : credits(run.credits.captured)}
      </span>
    </Link>
  )
}
