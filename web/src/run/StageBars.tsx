import type { Stage } from '@/api/types'
import { Bar } from '@/ui/Bar'
import styles from './Progress.module.css'
import { shareDone } from './progress'
import { isReused } from './reuse'

/** The stages of a run side by side, each as wide as it has work. */
export function StageBars({ stages, now }: { stages: readonly Stage[]; now: Stage | undefined }) {
  return (
    <ol className={styles.stages}>
      {stages.map((stage, at) => (
        <li
          key={`${stage.title}-${String(at)}`}
          style={{ flexGrow: Math.max(1, stage.total ?? 1) }}
          data-reused={isReused(stage) || undefined}
        >
          <Bar label={stage.title} share={shareDone(stage)} />
          <span className={styles.stage} data-now={stage === now || undefined}>
            {stage.title}
            {stage.total !== null && stage.total > 1 && (
              <span className="tabular">
                {' '}
                {stage.done}/{stage.total}
              </span>
            )}
          </span>
          {isReused(stage) && <span className={styles.before}>done before</span>}
        </li>
      ))}
    </ol>
  )
}
