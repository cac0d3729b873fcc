import { answer, client } from '@/api/client'
import type { Run } from '@/api/types'
import {
  applyEvent,
  applySnapshot,
  EVENT_KINDS,
  isOver,
  type LiveRun,
  type RunEvent,
} from './progress'

const SNAPSHOT_EVERY_MS = 400
const POLL_EVERY_MS = 1500

/**
 * Follows a run until it is over or `stop` (returned) is called. Events move progress at once;
 * results come with snapshots, fetched at most every 400 ms. Without a stream it polls.
 */
export function followRun(start: Run, onChange: (run: Run) => void): () => void {
  let live: LiveRun = { run: start, seq: 0 }
  let stopped = false
  let snapshotTimer: number | undefined
  let pollTimer: number | undefined
  const source = new EventSource(`/v1/runs/${start.id}/events`)

  const show = (next: LiveRun) => {
    live = next
    onChange(live.run)
  }
  const poll = () => {
    pollTimer ??= window.setInterval(() => void snapshot(), POLL_EVERY_MS)
  }
  const snapshot = async () => {
    snapshotTimer = undefined
    const run = await answer(
      client.GET('/v1/runs/{run}', { params: { path: { run: start.id } } }),
    ).catch(() => null)
    if (stopped || run === null) return
    show(applySnapshot(live, run))
    if (isOver(run.status)) stop()
  }
  const hear = (message: MessageEvent<string>) => {
    const next = applyEvent(live, JSON.parse(message.data) as RunEvent)
    if (isOver(next.run.status)) {
      // The end is shown with its results, not before them.
      source.close()
      poll()
      void snapshot()
      return
    }
    show(next)
    window.clearInterval(pollTimer)
    pollTimer = undefined
    snapshotTimer ??= window.setTimeout(() => void snapshot(), SNAPSHOT_EVERY_MS)
  }
  const stop = () => {
    stopped = true
    source.close()
    window.clearTimeout(snapshotTimer)
    window.clearInterval(pollTimer)
  }

  for (const kind of EVENT_KINDS) source.addEventListener(kind, hear)
  // It reconnects by itself (with Last-Event-ID); polling bridges the gap, however long.
  source.onerror = () => {
    if (!stopped) poll()
  }
  return stop
}
