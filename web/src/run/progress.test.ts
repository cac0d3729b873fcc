import { describe, expect, it } from 'vitest'
import {
  applyEvent,
  applySnapshot,
  shareDone,
  stagePosition,
  type LiveRun,
  type RunEvent,
} from './progress'
import { runOf } from './testFields'

const at = '2026-05-04T12:00:05Z'
const event = (seq: number, kind: string, more: Partial<RunEvent> = {}): RunEvent => ({
  seq,
  kind,
  at,
  ...more,
})
const queued: LiveRun = { run: runOf(), seq: 0 }
const told = (...events: RunEvent[]) => events.reduce(applyEvent, queued)
const progress = (done: number) => ({ done, total: 4, eta_seconds: 4 - done })

describe('the progress of a run', () => {
  it('goes from queued over running to its end', () => {
    expect(told(event(1, 'run.queued')).run.status).toBe('queued')
    expect(told(event(1, 'run.queued'), event(2, 'run.started')).run.status).toBe('running')
    const ended = told(event(2, 'run.started'), event(9, 'run.succeeded'))
    expect(ended.run).toMatchObject({ status: 'succeeded', started_at: at, finished_at: at })
  })

  it('counts steps and keeps the time left', () => {
    const live = told(event(2, 'run.started'), event(3, 'step.progress', { progress: progress(3) }))
    expect(live.run.progress).toEqual({ done: 3, total: 4, eta_seconds: 1 })
  })

  it('ends with errors when the last event says so', () => {
    const status = 'succeeded_with_errors'
    expect(told(event(5, 'run.succeeded', { status })).run.status).toBe(status)
  })

  it.each(['run.failed', 'run.cancelled'])('stops at %s, whatever comes later', (kind) => {
    const live = told(event(5, kind), event(6, 'step.succeeded'))
    expect(live.run.status).toBe(kind.slice('run.'.length))
  })

  it('ignores an event heard twice', () => {
    const once = told(event(3, 'step.progress', { progress: progress(2) }))
    expect(applyEvent(once, event(3, 'step.progress', { progress: progress(4) }))).toBe(once)
  })

  it('passes over kinds it does not know', () => {
    const live = told(event(1, 'run.started'), event(2, 'run.admired'))
    expect(live).toMatchObject({ seq: 2, run: { status: 'running' } })
  })

  it('takes results from a snapshot without turning back', () => {
    const live = told(event(2, 'run.started'), event(3, 'step.progress', { progress: progress(3) }))
    const results = { card: [{ type: 'text', value: 'Hi' }] }
    const late = runOf({ status: 'queued', progress: progress(1), results: results })
    const merged = applySnapshot(live, late)
    expect(merged.run).toMatchObject({ status: 'running', results, progress: { done: 3 } })
  })
})

describe('the stages of a run', () => {
  const stage = (title: string, done: number, total = 2) => ({
    title,
    done,
    total,
    status: 'running' as const,
  })

  it('names the first that is not done', () => {
    const stages = [stage('Fit', 2), stage('Words', 1), stage('Export', 0)]
    expect(stagePosition(stages)).toMatchObject({ number: 2, total: 3, stage: stages[1] })
  })

  it('names the last when all are done, and none when there are none', () => {
    expect(stagePosition([stage('Fit', 2)])).toMatchObject({ number: 1, total: 1 })
    expect(stagePosition([])).toBeNull()
  })

  it('never divides by nothing', () => {
    expect(shareDone({ done: 0, total: 0 })).toBe(0)
    expect(shareDone({ done: 3, total: 4 })).toBe(0.75)
  })
})
