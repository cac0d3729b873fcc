import { describe, expect, it } from 'vitest'
import { ago, bytes, count, left, price, wait } from './words'

describe('words', () => {
  it('says one and many', () => {
    expect(count(1, 'credit')).toBe('1 credit')
    expect(count(1200, 'credit')).toBe('1,200 credits')
  })

  it('says what a run costs', () => {
    expect(price(0, 'exact')).toBe('Free')
    expect(price(12, 'exact')).toBe('12 credits')
    expect(price(12, 'at_most')).toBe('Up to 12 credits')
  })

  it('says sizes and waits as people do', () => {
    expect(bytes(734_210)).toBe('734 KB')
    expect(bytes(2_140_000)).toBe('2.1 MB')
    expect(wait(0.4)).toBe('a moment')
    expect(wait(19.2)).toBe('about 20 s')
    expect(wait(185)).toBe('about 3 min')
  })

  it('says how long it is until something', () => {
    expect([0.2, 7.4, 89, 240, 5400, 259_200].map(left)).toEqual([
      'a moment',
      '8 s',
      '89 s',
      '4 min',
      '2 h',
      '3 days',
    ])
  })

  it('says when something was', () => {
    const now = Date.parse('2026-05-04T12:00:00Z')
    expect(ago('2026-05-04T11:59:40Z', now)).toBe('just now')
    expect(ago('2026-05-04T11:55:00Z', now)).toBe('5 minutes ago')
    expect(ago('2026-05-03T12:00:00Z', now)).toBe('yesterday')
    expect(ago('2026-03-03T12:00:00Z', now)).toBe('Mar 3, 2026')
  })
})
