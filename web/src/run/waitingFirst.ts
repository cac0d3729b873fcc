import type { Run } from '@/api/types'

/** One list of two: what waits for a person stands first, the rest as it was, nothing twice. */
export function waitingFirst(waiting: readonly Run[], runs: readonly Run[]): Run[] {
  const newest = new Map<string, Run>()
  for (const run of [...waiting, ...runs]) {
    const known = newest.get(run.id)
    if (known === undefined || run.last_event > known.last_event) newest.set(run.id, run)
  }
  const all = [...newest.values()]
  const first = all.filter(waits).sort((one, other) => (one.id < other.id ? 1 : -1))
  const rest = runs.flatMap(({ id }) => newest.get(id) ?? []).filter((run) => !waits(run))
  return [...first, ...rest]
}

export const waits = (run: Run) => run.status === 'waiting'
