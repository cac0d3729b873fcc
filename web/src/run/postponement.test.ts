import { describe, expect, it } from 'vitest'
import { applyPostponement, nextTry, NOTHING_POSTPONED } from './postponement'
import type { RunEvent } from './progress'

const at = '2026-05-04T12:00:00Z'
const busy = (item: number, again_in: number): RunEvent => ({
  seq: 1,
  kind: 'step.postponed',
  at,
  step: 'paint',
  item,
  again_in,
  error: { code: 'provider.busy', message: 'The provider is busy.' },
})
const other = (kind: string, more: Partial<RunEvent> = {}): RunEvent => ({
  seq: 2,
  kind,
  at,
  ...more,
})
const told = (...events: RunEvent[]) => events.reduce(applyPostponement, NOTHING_POSTPONED)

describe('steps that are tried again later', () => {
  it('say when, and why', () => {
    const next = nextTry(told(busy(0, 20), busy(1, 8)))
    expect(next).toEqual({
      until: Date.parse('2026-05-04T12:00:08Z'),
      message: 'The provider is busy.',
    })
  })

  it('are no longer put off once they are tried, each for itself', () => {
    const left = told(busy(0, 20), busy(1, 8), other('step.started', { step: 'paint', item: 1 }))
    expect(Object.keys(left)).toEqual(['paint#0'])
  })

  it.each(['run.cancelled', 'run.failed', 'run.resumed'])('are forgotten at %s', (kind) => {
    expect(nextTry(told(busy(0, 20), other(kind)))).toBeUndefined()
  })

  it('stay as they are while others work', () => {
    const before = told(busy(0, 20))
    expect(applyPostponement(before, other('step.started', { step: 'fit', item: 0 }))).toBe(before)
    expect(applyPostponement(before, other('run.waiting'))).toEqual(before)
  })
})
