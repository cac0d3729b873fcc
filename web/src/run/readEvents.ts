import { Problem, problemFrom, unreachable } from '@/api/problem'
import type { RunEvent } from './progress'
import { dataReader } from './serverSentEvents'

/** The server says something at least every 15 s; a line that is silent for longer is dead. */
const SILENCE_MS = 40_000

/**
 * The events of a run behind `after`, as they happen, until the server ends the stream. Throws
 * `Problem` when it cannot be had or breaks off. An `EventSource` could not begin behind an event.
 */
export async function* readEvents(
  run: string,
  after: number,
  stop: AbortSignal,
): AsyncGenerator<RunEvent> {
  const silence = new AbortController()
  const signal = AbortSignal.any([stop, silence.signal])
  const pieces = await open(run, after, signal)
  const read = dataReader()
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    for (;;) {
      timer = setTimeout(() => silence.abort(), SILENCE_MS)
      const { done, value } = await pieces.read().catch(() => {
        throw unreachable()
      })
      clearTimeout(timer)
      if (done) return
      for (const data of read(value)) yield JSON.parse(data) as RunEvent
    }
  } finally {
    clearTimeout(timer)
    // Whoever stops listening hangs up; an end that was reached already does not mind.
    silence.abort()
  }
}

async function open(run: string, after: number, signal: AbortSignal) {
  const headers = { Accept: 'text/event-stream', 'Last-Event-ID': String(after) }
  const response = await fetch(`/v1/runs/${run}/events`, { headers, signal }).catch(() => {
    throw unreachable()
  })
  if (!response.ok) throw problemFrom(response.status, await response.json().catch(() => null))
  if (response.body === null) throw unreachable()
  return response.body.pipeThrough(new TextDecoderStream()).getReader()
}

/** Whether asking again would be refused again. */
export const isRefusal = (error: unknown) =>
  error instanceof Problem && [401, 403, 404].includes(error.status)
