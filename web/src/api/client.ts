import createClient from 'openapi-fetch'
import { problemFrom, unreachable } from './problem'
import type { paths } from './schema'
import type { Complete } from './types'

export const client = createClient<paths>({ baseUrl: '/' })

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The body of a successful answer; throws `Problem` for every other. */
export async function answer<T>(call: Promise<Answer<T>>): Promise<Complete<T>> {
  const { data, error, response } = await call.catch(() => {
    throw unreachable()
  })
  if (!response.ok) throw problemFrom(response.status, error)
  return data as Complete<T>
}
