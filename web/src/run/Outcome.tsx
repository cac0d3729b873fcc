import { CircleAlert, CircleSlash } from 'lucide-react'
import type { Run } from '@/api/types'
import styles from './RunView.module.css'

/** How a run ended, when the pictures do not say it themselves. */
export function Outcome({ run }: { run: Run }) {
  if (run.status === 'failed') {
    return (
      <div className={styles.failed} role="alert">
        <CircleAlert size={18} aria-hidden="true" />
        <div>
          <strong>{run.error?.message ?? 'This run did not succeed. Try it again.'}</strong>
          {run.error?.detail != null && (
            <details>
              <summary>For the builder</summary>
              <code>{run.error.detail}</code>
            </details>
          )}
        </div>
      </div>
    )
  }
  if (run.status === 'cancelled') {
    return (
      <p className={styles.note}>
        <CircleSlash size={16} aria-hidden="true" />
        You stopped this run. What was finished before is kept.
      </p>
    )
  }
  if (run.status === 'succeeded_with_errors') {
    return (
      <p className={styles.note}>
        <CircleAlert size={16} aria-hidden="true" />
        Some pieces did not work out; each says why in its place. They cost nothing.
      </p>
    )
  }
  return (
    <p className={styles.announce} role="status">
      The run is done.
    </p>
  )
}
