import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { cancelRun } from '@/api/actions'
import { asProblem } from '@/api/problem'
import { runQuery } from '@/api/queries'
import type { Run } from '@/api/types'
import { Bar } from '@/ui/Bar'
import { wait } from '@/ui/words'
import styles from './Progress.module.css'
import { shareDone, stagePosition } from './progress'

export function ProgressPanel({ run }: { run: Run }) {
  const queries = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => cancelRun(run.id),
    onSettled: () => queries.invalidateQueries(runQuery(run.id)),
  })
  const position = stagePosition(run.stages)
  const left = run.progress.eta_seconds
  return (
    <div className={styles.panel}>
      <div className={styles.top}>
        <div aria-live="polite">
          <strong>{headline(run, position?.stage.title)}</strong>
          <p className={styles.facts}>
            {run.status === 'running' && position && (
              <>
                Step {position.number} of {position.total}
              </>
            )}
            {run.status === 'running' && left != null && left > 0 && <> · {wait(left)} left</>}
            {run.status === 'queued' &&
              'It starts as soon as there is room. You may close this page.'}
          </p>
        </div>
        <Button
          variant="default"
          size="xs"
          loading={cancel.isPending}
          onClick={() => cancel.mutate()}
        >
          Cancel
        </Button>
      </div>
      {run.stages.length > 0 ? (
        <ol className={styles.stages}>
          {run.stages.map((stage, at) => (
            <li
              key={`${stage.title}-${String(at)}`}
              style={{ flexGrow: Math.max(1, stage.total ?? 1) }}
            >
              <Bar label={stage.title} share={shareDone(stage)} />
              <span className={styles.stage} data-now={position?.stage === stage || undefined}>
                {stage.title}
                {stage.total !== null && stage.total > 1 && (
                  <span className="tabular">
                    {' '}
                    {stage.done}/{stage.total}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ol>
      ) : (
        <div className={styles.whole}>
          <Bar label="Progress" share={run.status === 'queued' ? 0 : shareDone(run.progress)} />
        </div>
      )}
      {cancel.error && (
        <p className={styles.refused} role="alert">
          {asProblem(cancel.error).message}
        </p>
      )}
    </div>
  )
}

function headline(run: Run, stage: string | undefined): string {
  if (run.status === 'queued') return 'In the queue'
  if (run.status === 'waiting') return 'Waiting for an answer'
  return stage ?? 'Running'
}
