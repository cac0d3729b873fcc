import { describe, expect, it } from 'vitest'
import type { Run } from '@/api/types'
import { runOf } from './testRuns'
import { waitingFirst } from './waitingFirst'

const run = (id: string, status: Run['status'], last_event = 1) => runOf({ id, status, last_event })
const ids = (runs: readonly Run[]) => runs.map(({ id }) => id)

describe('a list of runs', () => {
  const old = run('run_1', 'waiting')
  const newer = run('run_4', 'waiting')
  const page = [newer, run('run_3', 'succeeded'), run('run_2', 'running')]

  it('begins with those that wait, however old they are', () => {
    expect(ids(waitingFirst([newer, old], page))).toEqual(['run_4', 'run_1', 'run_3', 'run_2'])
  })

  it('believes what was heard last', () => {
    const answered = run('run_4', 'succeeded', 9)
    const found = waitingFirst([newer], [answered, ...page.slice(1)])
    expect(ids(found)).toEqual(['run_4', 'run_3', 'run_2'])
  })
})
