import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { meQuery, runQuery } from '@/api/queries'
import { followRun } from './follow'
import { isOver } from './progress'

/** The run, kept up to date while it goes on. */
export function useRun(id: string) {
  const queries = useQueryClient()
  const query = useQuery({ ...runQuery(id), staleTime: Infinity })
  const known = query.data !== undefined
  const going = query.data !== undefined && !isOver(query.data.status)

  useEffect(() => {
    const start = queries.getQueryData(runQuery(id).queryKey)
    if (!known || start === undefined || isOver(start.status)) return
    return followRun(start, (run) => queries.setQueryData(runQuery(id).queryKey, run))
  }, [id, known, queries])

  useEffect(() => {
    if (!going) return
    // Runs when what was going has come to its end: the lists and the balance are then old.
    return () => {
      void queries.invalidateQueries({ queryKey: ['runs'] })
      void queries.invalidateQueries(meQuery)
    }
  }, [going, id, queries])

  return query
}
