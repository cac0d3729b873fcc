import { CircleAlert, CircleSlash } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Run } from '@/api/types'
import { count } from '@/ui/words'
import styles from './Outcome.module.css'
import { reasonsOf, type Reason } from './reasons'

interface OutcomeProps {
  run: Run
  /** What can be done about it. */
  children: ReactNode
}

/** How a run ended, when the pictures do not say it themselves. */
export function Outcome({ run, children }: OutcomeProps) {
  if (run.status === 'failed') return <Failed run={run}>{children}</Failed>
  if (run.status === 'cancelled') {
    return (
      <div className={styles.note}>
        <CircleSlash size={18} aria-hidden="true" />
        <div>
          <p>You stopped this run. What was finished before is kept.</p>
          {children}
        </div>
      </div>
    )
  }
  if (run.status === 'succeeded_with_errors') {
    return (
      <div className={styles.note}>
        <CircleAlert size={18} aria-hidden="true" />
        <div>
          <p>Some pieces did not work out; each says why in its place. They cost nothing.</p>
          <Reasons reasons={reasonsOf(run)} />
          {children}
        </div>
      </div>
    )
  }
  return null
}

function Failed({ run, children }: OutcomeProps) {
  const message = run.error?.message ?? 'This run did not succeed. Try it again.'
  const others = reasonsOf(run).filter((reason) => reason.message !== message)
  return (
    <div className={styles.failed} role="alert">
      <CircleAlert size={18} aria-hidden="true" />
      <div>
        <strong>{message}</strong>
        <Reasons reasons={others} />
        {run.error?.detail != null && (
          <details>
            <summary>For the builder</summary>
            <code>{run.error.detail}</code>
          </details>
        )}
        {children}
      </div>
    </div>
  )
}

function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  if (reasons.length === 0) return null
  return (
    <ul className={styles.reasons}>
      {reasons.map(({ message, pieces }) => (
        <li key={message}>
          <span>{count(pieces, 'piece')}</span> {message}
        </li>
      ))}
    </ul>
  )
}
