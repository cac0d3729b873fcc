import { isEnd, type RunEvent } from './progress'

/** A step that is tried again later: when (in ms, as dates count), and why. */
export interface Postponement {
  until: number
  message: string
}

/** What is put off just now, by step and item; only events tell of it. */
export type Postponed = Readonly<Partial<Record<string, Postponement>>>

export const NOTHING_POSTPONED: Postponed = {}

export function applyPostponement(known: Postponed, event: RunEvent): Postponed {
  if (isEnd(event) || event.kind === 'run.resumed') return NOTHING_POSTPONED
  if (event.step === undefined) return known
  const place = `${event.step}#${event.item ?? 0}`
  if (event.kind === 'step.postponed') {
    const until = Date.parse(event.at) + (event.again_in ?? 0) * 1000
    return { ...known, [place]: { until, message: event.error?.message ?? '' } }
  }
  if (known[place] === undefined) return known
  return Object.fromEntries(Object.entries(known).filter(([other]) => other !== place))
}

/** The one that is tried again first. */
export function nextTry(known: Postponed): Postponement | undefined {
  const all = Object.values(known).filter((one) => one !== undefined)
  return all.sort((one, other) => one.until - other.until)[0]
}
