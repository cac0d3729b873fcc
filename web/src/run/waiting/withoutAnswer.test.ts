import { describe, expect, it } from 'vitest'
import { questionOf } from '../testRuns'
import { withoutAnswer } from './withoutAnswer'

const now = Date.parse('2026-05-04T12:00:00Z')
const deadline = '2026-05-04T12:04:00Z'
const said = (more: Parameters<typeof questionOf>[0]) =>
  withoutAnswer(questionOf({ deadline, ...more }), now)

describe('the deadline of a question', () => {
  it('says what happens without an answer, and when', () => {
    expect(said({ asks: 'edit' })).toBe('Goes on by itself in 4 min')
    expect(said({ asks: 'pick', otherwise: 2 })).toBe('Goes on by itself with no. 3 in 4 min')
    expect(said({ asks: 'approve', otherwise: true })).toBe('Goes on by itself in 4 min')
    expect(said({ asks: 'approve', otherwise: false })).toBe('Stops by itself in 4 min')
  })

  it('is never in the past', () => {
    expect(said({ asks: 'edit', deadline: '2026-05-04T11:59:00Z' })).toBe(
      'Goes on by itself any moment',
    )
  })
})
