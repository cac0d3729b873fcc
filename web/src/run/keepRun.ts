import type { QueryClient } from '@tanstack/react-query'
import { runQuery } from '@/api/queries'
import type { Run } from '@/api/types'
import { applySnapshot } from './progress'

/** Keeps what the server just told of a run; an answer that is still on its way is older. */
export function keepRun(queries: QueryClient, run: Run) {
  const { queryKey } = runQuery(run.id)
  void queries.cancelQueries({ queryKey })
  queries.setQueryData(queryKey, (before) => applySnapshot(before, run))
}
