import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { runsQuery, waitingQuery } from '@/api/queries'
import { waitingFirst } from './waitingFirst'

/** One's runs, of one flow or of all: what waits for a person first, then newest first. */
export function useRuns(flow?: string) {
  const pages = useInfiniteQuery(runsQuery(flow))
  const waiting = useQuery(waitingQuery(flow))
  const known = pages.data?.pages.flatMap((page) => page.items)
  return { pages, runs: known && waitingFirst(waiting.data?.items ?? [], known) }
}
