import { describe, expect, it } from 'vitest'
import type { Run } from '@/api/types'
import {
  applyEvent,
  applySnapshot,
  isEnd,
  shareDone,
  stagePosition,
  type RunEvent,
} from './progress'
import { questionOf, runOf, stageOf } from './testRuns'

const at = '2026-05-04T12:00:05Z'
const event = (seq: number, kind: string, more: Partial<RunEvent> = {}): RunEvent => ({
  seq,
  kind,
  at,
  ...more,
})
const told = (run: Run, ...events: RunEvent[]) => events.reduce(applyEvent, run)
const queued = runOf()
const progress = (done: number) => ({ done, total: 4 })

describe('the progress of a run', () => {
  it('goes from queued over running to its end', () => {
    expect(told(queued, event(1, 'run.queued')).status).toBe('queued')
    expect(told(queued, event(1, 'run.queued'), event(2, 'run.started')).status).toBe('running')
    const ended = told(queued, event(2, 'run.started'), event(9, 'run.succeeded'))
    expect(ended).toMatchObject({ status: 'succeeded', started_at: at, finished_at: at })
  })

  it('counts steps and keeps the time left', () => {
    const timed = runOf({ progress: { done: 1, total: 4, eta_seconds: 9 } })
    const run = told(timed, event(3, 'step.succeeded', { progress: progress(3) }))
    expect(run.progress).toEqual({ done: 3, total: 4, eta_seconds: 9 })
  })

  it('ends with errors when the last event says so', () => {
    const status = 'succeeded_with_errors'
    expect(told(queued, event(5, 'run.succeeded', { status })).status).toBe(status)
  })

  it('ignores an event heard twice, or told of already', () => {
    const once = told(queued, event(3, 'step.succeeded', { progress: progress(2) }))
    expect(applyEvent(once, event(3, 'step.succeeded', { progress: progress(4) }))).toBe(once)
    const known = runOf({ last_event: 7, status: 'running' })
    expect(applyEvent(known, event(6, 'run.failed'))).toBe(known)
  })

  it('passes over kinds it does not know', () => {
    const run = told(queued, event(1, 'run.started'), event(2, 'run.admired'))
    expect(run).toMatchObject({ last_event: 2, status: 'running' })
  })
})

describe('a run that waits for a person', () => {
  const first = questionOf({ id: 'ask#0' })
  const second = questionOf({ id: 'ask#1' })

  it('goes on waiting while other steps work', () => {
    const run = told(queued, event(1, 'run.waiting'), event(2, 'step.started'))
    expect(run.status).toBe('waiting')
  })

  it('waits until its last question is answered', () => {
    const asking = runOf({ status: 'waiting', questions: [first, second] })
    const once = told(asking, event(1, 'run.answered', { step: 'ask', item: 1 }))
    expect(once).toMatchObject({ status: 'waiting', questions: [first] })
    const twice = told(once, event(2, 'run.answered', { step: 'ask', item: 0 }))
    expect(twice).toMatchObject({ status: 'running', questions: [] })
  })

  it('goes on once its budget is allowed, which belongs to no step', () => {
    const parked = runOf({ status: 'waiting', questions: [questionOf({ id: 'budget' })] })
    expect(told(parked, event(1, 'run.answered'))).toMatchObject({ status: 'running' })
  })
})

describe('a run that goes on after its end', () => {
  const failed = runOf({ status: 'failed', last_event: 5, finished_at: at })

  it('is queued again, under way, and over once more', () => {
    const resumed = told(failed, event(6, 'run.resumed'))
    expect(resumed).toMatchObject({ status: 'queued', finished_at: null, error: null })
    const going = told(resumed, event(7, 'step.started'))
    expect(going.status).toBe('running')
    expect(told(going, event(8, 'run.succeeded')).status).toBe('succeeded')
  })

  it('is told whole from its first event, both ends included', () => {
    const whole = told(
      queued,
      event(1, 'run.queued'),
      event(2, 'run.started'),
      event(3, 'step.failed', { progress: progress(1) }),
      event(4, 'run.failed'),
      event(5, 'run.resumed'),
      event(6, 'step.succeeded', { progress: progress(4) }),
      event(7, 'run.succeeded'),
    )
    expect(whole).toMatchObject({ status: 'succeeded', last_event: 7, progress: { done: 4 } })
  })

  it('does not start by itself: a late step changes nothing of an end', () => {
    const cancelled = runOf({ status: 'cancelled', last_event: 5 })
    const late = told(cancelled, event(6, 'step.succeeded', { progress: progress(2) }))
    expect(late).toMatchObject({ status: 'cancelled', progress: { done: 0 } })
  })

  it('may end as often as it is resumed', () => {
    const kinds = ['run.succeeded', 'run.failed', 'run.cancelled', 'run.resumed', 'run.waiting']
    expect(kinds.map((kind) => isEnd(event(1, kind)))).toEqual([true, true, true, false, false])
  })
})

describe('what the server answers in between', () => {
  const results = { card: [{ type: 'text', value: 'Hi' }] }

  it('is taken whole when it knows as much', () => {
    const waiting = runOf({ status: 'waiting', last_event: 4, questions: [questionOf()] })
    expect(applySnapshot(runOf({ status: 'running', last_event: 4 }), waiting)).toBe(waiting)
    expect(applySnapshot(undefined, waiting)).toBe(waiting)
  })

  it('brings only its results when events have overtaken it', () => {
    const resumed = runOf({
      status: 'running',
      last_event: 6,
      progress: { ...progress(3), eta_seconds: 1 },
    })
    const late = runOf({ status: 'failed', last_event: 5, results })
    expect(applySnapshot(resumed, late)).toEqual({ ...resumed, results })
  })
})

describe('the stages of a run', () => {
  it('names the first that is not done', () => {
    const stages = [stageOf('Fit', 2), stageOf('Words', 1), stageOf('Export', 0)]
    expect(stagePosition(stages)).toMatchObject({ number: 2, total: 3, stage: stages[1] })
  })

  it('names the last when all are done, and none when there are none', () => {
    expect(stagePosition([stageOf('Fit', 2)])).toMatchObject({ number: 1, total: 1 })
    expect(stagePosition([])).toBeNull()
  })

  it('never divides by nothing', () => {
    expect(shareDone({ done: 0, total: 0 })).toBe(0)
    expect(shareDone({ done: 3, total: 4 })).toBe(0.75)
  })
})
