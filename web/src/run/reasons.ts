import type { Run } from '@/api/types'

export interface Reason {
  message: string
  pieces: number
}

/** Why pieces of a run failed, each reason once, the most frequent first. */
export function reasonsOf(run: Run): Reason[] {
  const found = new Map<string, number>()
  for (const { type, message } of Object.values(run.results).flat()) {
    if (type === 'error' && message) found.set(message, (found.get(message) ?? 0) + 1)
  }
  return [...found]
    .map(([message, pieces]) => ({ message, pieces }))
    .sort((one, other) => other.pieces - one.pieces)
}
