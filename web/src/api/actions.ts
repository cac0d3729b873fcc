import { answer, client } from './client'
import type { Json, KeyScope } from './types'

export const signIn = (token: string) => answer(client.POST('/v1/sign-in', { body: { token } }))

export const signOut = () => answer(client.POST('/v1/sign-out'))

export interface Start {
  inputs: Record<string, Json>
  /** Whether everything is done anew, though nothing has changed. */
  fresh: boolean
}

/** Starts a run. The same key sent twice starts it once. */
export const startRun = (flow: string, { inputs, fresh }: Start, idempotencyKey: string) =>
  answer(
    client.POST('/v1/flows/{flow}/runs', {
      params: { path: { flow } },
      body: { inputs, fresh, draft: false },
      headers: { 'Idempotency-Key': idempotencyKey },
    }),
  )

export const answerRun = (run: string, question: string, given: Json, idempotencyKey: string) =>
  answer(
    client.POST('/v1/runs/{run}/answer', {
      params: { path: { run } },
      body: { question, answer: given },
      headers: { 'Idempotency-Key': idempotencyKey },
    }),
  )

/** Goes on with a run that has ended; the same key sent twice goes on once. */
export const resumeRun = (run: string, newest: boolean, idempotencyKey: string) =>
  answer(
    client.POST('/v1/runs/{run}/resume', {
      params: { path: { run } },
      body: newest ? { version: 'newest' } : {},
      headers: { 'Idempotency-Key': idempotencyKey },
    }),
  )

export const cancelRun = (run: string) =>
  answer(client.POST('/v1/runs/{run}/cancel', { params: { path: { run } } }))

export const createKey = (name: string, scope: KeyScope) =>
  answer(client.POST('/v1/keys', { body: { name, scope } }))

export const revokeKey = (key: string) =>
  answer(client.DELETE('/v1/keys/{key}', { params: { path: { key } } }))
