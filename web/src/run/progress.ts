import type { Run, RunStatus, Stage } from '@/api/types'

/** One line of a run's event stream; only what is drawn is named here. */
export interface RunEvent {
  seq: number
  at: string
  kind: string
  status?: RunStatus
  progress?: Run['progress'] | null
}

/** A run as it is known now: the last snapshot with the events after it. */
export interface LiveRun {
  run: Run
  seq: number
}

export const EVENT_KINDS = [
  'run.queued',
  'run.started',
  'run.waiting',
  'step.started',
  'step.progress',
  'step.succeeded',
  'step.failed',
  'run.succeeded',
  'run.succeeded_with_errors',
  'run.failed',
  'run.cancelled',
] as const

const RANK: Record<RunStatus, number> = {
  queued: 0,
  running: 1,
  waiting: 1,
  succeeded: 2,
  succeeded_with_errors: 2,
  failed: 2,
  cancelled: 2,
}

export const isOver = (status: RunStatus) => RANK[status] === 2

/** Folds one event in. An event heard twice, or late, changes nothing. */
export function applyEvent(live: LiveRun, event: RunEvent): LiveRun {
  if (event.seq <= live.seq) return live
  const { run } = live
  const status = furthest(run.status, statusAfter(run.status, event))
  const finished = isOver(status) ? (run.finished_at ?? event.at) : run.finished_at
  return {
    seq: event.seq,
    run: {
      ...run,
      status,
      progress: event.progress ? forwards(run.progress, event.progress) : run.progress,
      started_at: run.started_at ?? (status === 'running' ? event.at : null),
      finished_at: finished,
    },
  }
}

/** Takes a fresh snapshot; one that was overtaken by events does not turn progress back. */
export function applySnapshot(live: LiveRun | null, run: Run): LiveRun {
  if (live === null) return { run, seq: 0 }
  return {
    seq: live.seq,
    run: {
      ...run,
      status: furthest(live.run.status, run.status),
      progress: forwards(live.run.progress, run.progress),
    },
  }
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

function statusAfter(status: RunStatus, event: RunEvent): RunStatus {
  switch (event.kind) {
    case 'run.queued':
      return 'queued'
    case 'run.waiting':
      return 'waiting'
    case 'run.succeeded':
      return event.status ?? 'succeeded'
    case 'run.succeeded_with_errors':
      return 'succeeded_with_errors'
    case 'run.failed':
      return 'failed'
    case 'run.cancelled':
      return 'cancelled'
    case 'run.started':
      return 'running'
    default:
      return event.kind.startsWith('step.') ? 'running' : status
  }
}

function furthest(before: RunStatus, after: RunStatus): RunStatus {
  return RANK[after] >= RANK[before] && !isOver(before) ? after : before
}

function forwards(before: Run['progress'], after: Run['progress']): Run['progress'] {
  return after.done >= before.done ? after : before
}
