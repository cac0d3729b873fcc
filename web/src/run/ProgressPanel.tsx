import { Button } from '@mantine/core'
import { asProblem } from '@/api/problem'
import type { Run } from '@/api/types'
import { Bar } from '@/ui/Bar'
import { wait } from '@/ui/words'
import { PutOff } from './PutOff'
import { nextTry, type Postponed } from './postponement'
import styles from './Progress.module.css'
import { shareDone, stagePosition } from './progress'
import { StageBars } from './StageBars'
import { useCancel } from './useCancel'

export function ProgressPanel({ run, postponed }: { run: Run; postponed: Postponed }) {
  const cancel = useCancel(run)
  const stopping = cancel.isPending
  const position = stagePosition(run.stages)
  return (
    <div className={styles.panel} data-stopping={stopping || undefined}>
      <div className={styles.top}>
        <div aria-live="polite">
          <strong>{stopping ? 'Stopping' : headline(run, position?.stage.title)}</strong>
          <p className={styles.facts}>
            {stopping
              ? 'What is finished is kept.'
              : facts(run, position, nextTry(postponed) !== undefined)}
          </p>
        </div>
        <Button variant="default" size="xs" disabled={stopping} onClick={() => cancel.mutate()}>
          {stopping ? 'Stopping…' : 'Cancel'}
        </Button>
      </div>
      {!stopping && <PutOff known={postponed} />}
      {run.stages.length > 0 ? (
        <StageBars
          stages={run.stages}
          now={run.status === 'running' ? position?.stage : undefined}
        />
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

function facts(run: Run, position: ReturnType<typeof stagePosition>, putOff: boolean): string {
  if (run.status === 'queued') return 'It starts as soon as there is room. You may close this page.'
  if (run.status === 'waiting') return 'It goes on as soon as it has one. You may close this page.'
  const left = run.progress.eta_seconds
  return [
    position && `Step ${position.number} of ${position.total}`,
    !putOff && left != null && left > 0 && `${wait(left)} left`,
  ]
    .filter(Boolean)
    .join(' · ')
}
