import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, client } from './client'
import type { Json, Run } from './types'

type Cursor = string | null
const start: { initialPageParam: Cursor } = { initialPageParam: null }

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => answer(client.GET('/v1/me')),
  staleTime: 30_000,
})

export interface FlowSearch {
  query: string
  category: string
}

export const flowsQuery = (search: FlowSearch) =>
  infiniteQueryOptions({
    queryKey: ['flows', search],
    queryFn: ({ pageParam, signal }) =>
      answer(
        client.GET('/v1/flows', {
          params: { query: { ...filled(search), limit: 24, ...after(pageParam) } },
          signal,
        }),
      ),
    ...start,
    getNextPageParam: (page) => page.next,
    staleTime: 30_000,
  })

export const flowQuery = (slug: string) =>
  queryOptions({
    queryKey: ['flow', slug],
    queryFn: () => answer(client.GET('/v1/flows/{flow}', { params: { path: { flow: slug } } })),
    staleTime: 60_000,
  })

/** The number of the flow's newest version, asked anew each time it matters. */
export const newestVersionQuery = (flow: string) =>
  queryOptions({
    queryKey: ['newest-version', flow],
    queryFn: () => answer(client.GET('/v1/flows/{flow}', { params: { path: { flow } } })),
    select: ({ version }) => version,
    retry: false,
    refetchOnWindowFocus: true,
  })

export const quoteQuery = (slug: string, inputs: Record<string, Json>, fresh = false) =>
  queryOptions({
    queryKey: ['quote', slug, inputs, fresh],
    queryFn: ({ signal }) =>
      answer(
        client.POST('/v1/flows/{flow}/quote', {
          params: { path: { flow: slug } },
          body: { inputs, fresh },
          signal,
        }),
      ),
    staleTime: 60_000,
    retry: false,
  })

const WHILE_GOING_MS = 3000
const isGoing = (run: Run) => run.finished_at === null

export const runsQuery = (flow?: string) =>
  infiniteQueryOptions({
    queryKey: ['runs', flow ?? 'all'],
    queryFn: ({ pageParam }) =>
      answer(
        client.GET('/v1/runs', {
          params: { query: { ...(flow && { flow }), limit: 24, ...after(pageParam) } },
        }),
      ),
    ...start,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isGoing)) ? WHILE_GOING_MS : false,
  })

const MOST_WAITING = 24
const LOOK_FOR_WAITING_MS = 20_000

/** Runs that wait for a person, newest first. */
export const waitingQuery = (flow?: string) =>
  queryOptions({
    queryKey: ['runs', 'waiting', flow ?? 'all'],
    queryFn: ({ signal }) =>
      answer(
        client.GET('/v1/runs', {
          params: { query: { ...(flow && { flow }), status: 'waiting', limit: MOST_WAITING } },
          signal,
        }),
      ),
    refetchInterval: LOOK_FOR_WAITING_MS,
    refetchOnWindowFocus: true,
    staleTime: 5_000,
  })

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['run', id],
    queryFn: () => answer(client.GET('/v1/runs/{run}', { params: { path: { run: id } } })),
  })

/** An asset never changes. */
export const assetQuery = (asset: string) =>
  queryOptions({
    queryKey: ['asset', asset],
    queryFn: () => answer(client.GET('/v1/assets/{asset}', { params: { path: { asset } } })),
    staleTime: Infinity,
  })

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: () => answer(client.GET('/v1/keys')),
})

const after = (cursor: Cursor) => (cursor === null ? {} : { cursor })

function filled(search: FlowSearch): Partial<FlowSearch> {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''))
}
