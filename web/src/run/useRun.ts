import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { meQuery, runQuery } from '@/api/queries'
import type { Run } from '@/api/types'
import { followRun } from './follow'
import { keepRun } from './keepRun'
import { applyPostponement, NOTHING_POSTPONED } from './postponement'
import { applyEvent, isOver } from './progress'

/** The run, kept up to date while it goes on, and what of it is put off. */
export function useRun(id: string) {
  const queries = useQueryClient()
  const query = useQuery({ ...runQuery(id), staleTime: staleAfter, refetchOnWindowFocus: true })
  const [postponed, setPostponed] = useState(NOTHING_POSTPONED)
  const phase = query.data && phaseOf(query.data)
  const going = phase === 'going' || phase === 'waiting'

  useEffect(() => {
    const { queryKey } = runQuery(id)
    const start = queries.getQueryData(queryKey)
    if (!going || start === undefined) return
    return followRun(start, {
      onEvent: (event) => {
        queries.setQueryData(queryKey, (run) => run && applyEvent(run, event))
        setPostponed((known) => applyPostponement(known, event))
      },
      onSnapshot: (run) => keepRun(queries, run),
      onRefused: () => void queries.invalidateQueries({ queryKey }),
    })
  }, [id, going, queries])

  useEffect(() => {
    if (phase === undefined) return
    // Runs when the run has come to another phase: lists, balance and prices are then old.
    return () => {
      void queries.invalidateQueries({ queryKey: ['runs'] })
      void queries.invalidateQueries({ queryKey: ['quote'] })
      void queries.invalidateQueries(meQuery)
    }
  }, [phase, id, queries])

  return { ...query, postponed }
}

function phaseOf(run: Run) {
  if (isOver(run.status)) return 'over'
  return run.status === 'waiting' ? 'waiting' : 'going'
}

const MAYBE_RESUMED_MS = 10_000

/** What goes on is followed; what has ended may have been resumed elsewhere. */
const staleAfter = ({ state }: { state: { data?: Run | undefined } }) =>
  state.data !== undefined && isOver(state.data.status) ? MAYBE_RESUMED_MS : Infinity
