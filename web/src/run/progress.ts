import type { Run, RunStatus, Stage } from '@/api/types'

/** One line of a run's event stream; only what is drawn is named here. */
export interface RunEvent {
  seq: number
  at: string
  kind: string
  step?: string
  item?: number
  status?: RunStatus
  progress?: Pick<Run['progress'], 'done' | 'total'>
  again_in?: number
  error?: { code: string; message: string }
}

const OVER: ReadonlySet<string> = new Set([
  'succeeded',
  'succeeded_with_errors',
  'failed',
  'cancelled',
] satisfies RunStatus[])

export const isOver = (status: RunStatus) => OVER.has(status)

const ENDS: ReadonlySet<string> = new Set(['run.succeeded', 'run.failed', 'run.cancelled'])

/** Whether nothing follows this event, unless the run is resumed. */
export const isEnd = (event: RunEvent) => ENDS.has(event.kind)

/** Folds one event in. An event the run already tells of changes nothing. */
export function applyEvent(run: Run, event: RunEvent): Run {
  if (event.seq <= run.last_event) return run
  return { ...run, ...changes(run, event), last_event: event.seq }
}

/** Takes what the server answered. Overtaken by events, it brings only what events do not tell. */
export function applySnapshot(before: Run | undefined, run: Run): Run {
  if (before === undefined || run.last_event >= before.last_event) return run
  return { ...before, results: run.results, stages: run.stages }
}

/** Which stage is being worked on: `{number: 3, total: 5}`; `null` when the run names no stages. */
export function stagePosition(stages: readonly Stage[]) {
  const open = stages.findIndex((stage) => !isStageDone(stage))
  const stage = stages[open === -1 ? stages.length - 1 : open]
  if (stage === undefined) return null
  return { number: open === -1 ? stages.length : open + 1, total: stages.length, stage }
}

/** A stage whose number of items is not known yet is done when the server says so. */
const isStageDone = (stage: Stage) =>
  stage.status === 'done' || (stage.total !== null && stage.done >= stage.total)

/** The share that is done, 0 to 1. */
export function shareDone({ done, total }: { done: number; total: number | null }): number {
  return total !== null && total > 0 ? Math.min(1, done / total) : 0
}

function changes(run: Run, event: RunEvent): Partial<Run> {
  switch (event.kind) {
    case 'run.queued':
      return { status: 'queued' }
    case 'run.started':
      return { status: goingOn(run), started_at: run.started_at ?? event.at }
    case 'run.waiting':
      return { status: 'waiting' }
    case 'run.answered':
      return answered(run, event)
    case 'run.resumed':
      return { status: 'queued', questions: [], error: null, finished_at: null }
    case 'run.succeeded':
      return ended(event, 'succeeded')
    case 'run.failed':
      return ended(event, 'failed')
    case 'run.cancelled':
      return ended(event, 'cancelled')
    default:
      return event.kind.startsWith('step.') ? worked(run, event) : {}
  }
}

/** Other steps of a run that waits may well go on. */
const goingOn = (run: Run): RunStatus => (run.status === 'waiting' ? 'waiting' : 'running')

function worked(run: Run, event: RunEvent): Partial<Run> {
  if (isOver(run.status)) return {}
  return { status: goingOn(run), progress: { ...run.progress, ...event.progress } }
}

function ended(event: RunEvent, status: RunStatus): Partial<Run> {
  return { status: event.status ?? status, finished_at: event.at, questions: [] }
}

/** A budget's answer names no step; it was the only question. */
function answered(run: Run, { step, item }: RunEvent): Partial<Run> {
  const answered = step === undefined ? null : `${step}#${item ?? 0}`
  const questions = run.questions.filter(({ id }) => answered !== null && id !== answered)
  return { questions, status: questions.length > 0 ? 'waiting' : 'running' }
}
