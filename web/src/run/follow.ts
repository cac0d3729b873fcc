import { answer, client } from '@/api/client'
import type { Run } from '@/api/types'
import { isEnd, isOver, type RunEvent } from './progress'
import { isRefusal, readEvents } from './readEvents'
import { seldom } from './seldom'

const SNAPSHOT_EVERY_MS = 400
const LONGEST_PAUSE_MS = 5_000
/** So many events are heard again at the start: what is postponed is told by events alone. */
const HEARD_AGAIN = 100

interface Listener {
  onEvent: (event: RunEvent) => void
  /** The run as the server has it; also how it ended, which is shown with its results. */
  onSnapshot: (run: Run) => void
  /** Nothing more will be heard: the run is gone, or is not ours to see any more. */
  onRefused: () => void
}

/**
 * Follows a run until it is over or `stop` (returned) is called. Events move progress at once;
 * results come with snapshots. A stream that breaks off goes on behind the last event heard.
 */
export function followRun(start: Run, listener: Listener): () => void {
  const stopping = new AbortController()
  const { signal } = stopping
  const look = async () => {
    const run = await snapshot(start.id)
    if (run !== null && !signal.aborted) listener.onSnapshot(run)
    return run
  }
  const snapshots = seldom(look, SNAPSHOT_EVERY_MS)
  // A phone that slept may have missed its line breaking off.
  const wake = () => {
    if (!document.hidden) snapshots.atOnce()
  }
  document.addEventListener('visibilitychange', wake)
  signal.addEventListener('abort', () => {
    document.removeEventListener('visibilitychange', wake)
    snapshots.stop()
  })
  const hear = (event: RunEvent) => {
    if (isEnd(event)) return
    listener.onEvent(event)
    if (event.kind.startsWith('run.')) snapshots.atOnce()
    else snapshots.soon()
  }
  void listen(start, hear, look, signal).then((heardOut) => {
    stopping.abort()
    if (!heardOut) listener.onRefused()
  })
  return () => stopping.abort()
}

/** False when the server refuses to tell more. */
async function listen(
  start: Run,
  hear: (event: RunEvent) => void,
  look: () => Promise<Run | null>,
  signal: AbortSignal,
): Promise<boolean> {
  let seq = Math.max(0, start.last_event - HEARD_AGAIN)
  let failures = 0
  const stopped = () => signal.aborted
  while (!stopped()) {
    try {
      for await (const event of readEvents(start.id, seq, signal)) {
        seq = event.seq
        failures = 0
        hear(event)
      }
    } catch (error) {
      if (isRefusal(error)) return false
      failures += 1
    }
    if (stopped()) break
    const run = await look()
    if (run !== null && isOver(run.status)) break
    await pause(Math.min(250 * 2 ** failures, LONGEST_PAUSE_MS))
  }
  return true
}

const snapshot = (run: string): Promise<Run | null> =>
  answer(client.GET('/v1/runs/{run}', { params: { path: { run } } })).catch(() => null)

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
