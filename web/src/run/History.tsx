import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { runQuery } from '@/api/queries'
import { ago } from '@/ui/words'
import styles from './History.module.css'
import { RunThumb } from './RunThumb'
import { statusWords } from './status'
import { useRuns } from './useRuns'
import { waitingFirst } from './waitingFirst'

interface HistoryProps {
  flow: string
  chosen: string | undefined
}

/** One's runs of this flow; each opens in place. */
export function History({ flow, chosen }: HistoryProps) {
  const { runs = [] } = useRuns(flow)
  // The run on the page is followed live; its square should not lag behind.
  const live = useQuery({ ...runQuery(chosen ?? ''), enabled: false }).data
  const items = waitingFirst(live ? [live] : [], runs)
  if (items.length === 0) return null
  return (
    <section aria-label="Your runs of this flow">
      <div className={styles.top}>
        <h2>Your runs</h2>
        <Link to="/runs" search={{ flow }} className={styles.all}>
          See all
        </Link>
      </div>
      <ol className={styles.strip}>
        {items.map((run) => (
          <li key={run.id}>
            <Link
              to="/flows/$slug"
              params={{ slug: flow }}
              search={{ run: run.id }}
              resetScroll={false}
              className={styles.run}
              aria-current={run.id === chosen || undefined}
              aria-label={`${statusWords(run.status)}, ${ago(run.created_at)}`}
            >
              <RunThumb run={run} size={72} />
            </Link>
          </li>
        ))}
      </ol>
    </section>
  )
}
