import type { Stage } from '@/api/types'
import styles from './DoneBefore.module.css'
import { isReused, reuseWords } from './reuse'

/** How much of a run was taken over from before; opens to the steps. */
export function DoneBefore({ stages }: { stages: readonly Stage[] }) {
  const words = reuseWords(stages)
  if (words === null) return null
  return (
    <details className={styles.steps}>
      <summary>{words}</summary>
      <ol>
        {stages.map((stage, at) => (
          <li key={`${stage.title}-${String(at)}`}>
            <span>{stage.title}</span>
            <span className={styles.state}>{stateOf(stage)}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}

function stateOf(stage: Stage): string {
  if (isReused(stage)) return 'done before'
  if (stage.status === 'failed') return 'failed'
  if (stage.reused > 0)
    return `${String(stage.reused)} of ${String(stage.total ?? '?')} done before`
  return stage.status === 'done' ? 'done' : 'not done'
}
