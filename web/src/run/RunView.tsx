import { Skeleton } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { asProblem } from '@/api/problem'
import type { Json, Run } from '@/api/types'
import { Retry } from '@/ui/Retry'
import { Afterwards } from './Afterwards'
import { DoneBefore } from './DoneBefore'
import { GoOn } from './GoOn'
import { Outcome } from './Outcome'
import { isOver } from './progress'
import { ProgressPanel } from './ProgressPanel'
import { Results, type Shape } from './Results'
import styles from './RunView.module.css'
import { useRun } from './useRun'
import { headingId } from './waiting/asking'
import { titleOf } from './waiting/title'
import { Waiting } from './waiting/Waiting'

interface RunViewProps {
  id: string
  shape: Shape
  /** Brings a run's inputs back into a form, where there is one. */
  onFill?: (inputs: Record<string, Json>) => void
}

/** One run: what it waits for, how far it is or how it ended, and what it made so far. */
export function RunView({ id, shape, onFill }: RunViewProps) {
  const run = useRun(id)
  const { place, follow } = useFocusAfter(run.data)
  if (run.isError && run.data === undefined) {
    return <Retry problem={asProblem(run.error)} onRetry={() => void run.refetch()} />
  }
  if (run.data === undefined) return <Skeleton height={360} radius="lg" />
  const { data } = run
  const over = isOver(data.status)
  const asks = data.status === 'waiting' && data.questions.length > 0
  const parked = data.questions.some(({ asks }) => asks === 'budget')
  return (
    <section ref={place} className={styles.view} aria-label="Results" tabIndex={-1}>
      <p className={styles.announce} role="status">
        {spoken(data)}
      </p>
      {asks && <Waiting run={data} fields={shape.fields} onAnswered={follow} />}
      {over && (
        <Outcome run={data}>
          <GoOn run={data} onResumed={follow} />
        </Outcome>
      )}
      {!over && !parked && <ProgressPanel run={data} postponed={run.postponed} />}
      {!parked && <Results run={data} shape={shape} />}
      {over && <Afterwards run={data} onFill={onFill} />}
      {over && <DoneBefore stages={data.stages} />}
    </section>
  )
}

/** What is said aloud as it comes about. */
function spoken(run: Run): string {
  const [question] = run.questions
  if (run.status === 'waiting' && question) return `This run waits for you: ${titleOf(question)}`
  return run.status === 'succeeded' ? 'The run is done.' : ''
}

/**
 * What was just answered or resumed takes its buttons along, and with them the focus: once the
 * run has changed, it goes to the next question, or else to the run.
 */
function useFocusAfter(run: Run | undefined) {
  const place = useRef<HTMLElement>(null)
  const wanted = useRef(false)
  const [question] = run?.questions ?? []
  const next = question && headingId(question)
  useEffect(() => {
    if (!wanted.current) return
    wanted.current = false
    const heading = next === undefined ? null : document.getElementById(next)
    ;(heading ?? place.current)?.focus({ preventScroll: heading === null })
  }, [next, run?.status])
  const follow = () => {
    wanted.current = true
  }
  return { place, follow }
}
