import { describe, expect, it } from 'vitest'
import type { Quote } from '@/api/types'
import { quoteWords, reuseWords } from './reuse'
import { stageOf } from './testRuns'

const anew = stageOf('Paint', 1, { total: 1 })
const known = stageOf('Fit', 1, { total: 1, reused: 1 })
const partly = stageOf('Signs', 3, { total: 3, reused: 2 })

describe('what a run took over', () => {
  it('is told in steps', () => {
    expect(reuseWords([known, anew, known])).toBe('2 of 3 steps were done before')
    expect(reuseWords([known, anew])).toBe('1 of 2 steps was done before')
    expect(reuseWords([known, known])).toBe('All 2 steps were done before')
    expect(reuseWords([known])).toBe('This was done before')
  })

  it('is told in pieces when no step is whole', () => {
    expect(reuseWords([partly, anew])).toBe('2 of 4 pieces were done before')
  })

  it('is not spoken of when it is nothing', () => {
    expect(reuseWords([anew, stageOf('Later', 0, { total: null })])).toBeNull()
    expect(reuseWords([])).toBeNull()
  })
})

describe('the price before a run', () => {
  const step = (reused: boolean, source = false) => ({
    step: 'a',
    title: 'A',
    credits: 0,
    certainty: 'exact' as const,
    reused,
    source,
  })
  const quote = (credits: number, at_most: number, ...steps: Quote['steps']): Quote => ({
    credits,
    at_most,
    steps,
  })

  it('is exact, or a bound', () => {
    expect(quoteWords(quote(12, 12), true)).toEqual(['Exactly 12 credits.'])
    expect(quoteWords(quote(2, 18), true)[0]).toContain('At most 18 credits')
    expect(quoteWords(quote(0, 0), false)).toEqual([])
  })

  it('says what is there already; what only comes in does not count', () => {
    const steps = [step(true), step(true, true), step(false)]
    expect(quoteWords(quote(5, 5, ...steps), true)[1]).toBe('1 of 2 steps is already paid for.')
    expect(quoteWords(quote(0, 0, step(true), step(true, true)), false)).toEqual([
      'Everything is already done.',
    ])
  })
})
