import { answer, client } from './client'
import type { Json, KeyScope } from './types'

export const signIn = (token: string) => answer(client.POST('/v1/sign-in', { body: { token } }))

export const signOut = () => answer(client.POST('/v1/sign-out'))

/** Starts a run. The same key sent twice starts it once. */
export const startRun = (flow: string, inputs: Record<string, Json>, idempotencyKey: string) =>
  answer(
    client.POST('/v1/flows/{flow}/runs', {
      params: { path: { flow } },
      body: { inputs },
      headers: { 'Idempotency-Key': idempotencyKey },
    }),
  )

export const cancelRun = (run: string) =>
  answer(client.POST('/v1/runs/{run}/cancel', { params: { path: { run } } }))

export const createKey = (name: string, scope: KeyScope) =>
  answer(client.POST('/v1/keys', { body: { name, scope } }))

export const revokeKey = (key: string) =>
  answer(client.DELETE('/v1/keys/{key}', { params: { path: { key } } }))
