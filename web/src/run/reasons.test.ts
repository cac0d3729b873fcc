import { expect, it } from 'vitest'
import { reasonsOf } from './reasons'
import { runOf } from './testRuns'

it('tells each reason once, the most frequent first', () => {
  const failed = (message: string) => ({ type: 'error', code: 'x', message })
  const results = {
    card: [failed('Too dark.'), { type: 'text', value: 'Fine' }, failed('Too small.')],
    story: [failed('Too small.')],
  }
  expect(reasonsOf(runOf({ results }))).toEqual([
    { message: 'Too small.', pieces: 2 },
    { message: 'Too dark.', pieces: 1 },
  ])
  expect(reasonsOf(runOf())).toEqual([])
})
