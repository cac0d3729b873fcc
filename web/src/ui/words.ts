const whole = new Intl.NumberFormat('en')
const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export function count(n: number, one: string, many = `${one}s`): string {
  return `${whole.format(n)} ${n === 1 ? one : many}`
}

export const credits = (n: number) => count(n, 'credit')

export function price(amount: number, certainty: 'exact' | 'at_most'): string {
  if (amount === 0) return 'Free'
  return certainty === 'exact' ? credits(amount) : `Up to ${credits(amount)}`
}

/** Bytes as people say them: `734 KB`, `2.1 MB`. */
export function bytes(n: number): string {
  if (n < 1000) return `${String(n)} B`
  if (n < 1_000_000) return `${String(Math.round(n / 1000))} KB`
  return `${(n / 1_000_000).toFixed(1)} MB`
}

/** Seconds as a rough wait: `about 20 s`, `about 3 min`. */
export function wait(seconds: number): string {
  if (seconds < 1) return 'a moment'
  if (seconds < 90) return `about ${String(Math.ceil(seconds))} s`
  return `about ${String(Math.round(seconds / 60))} min`
}

/** Seconds that are still to go: `8 s`, `4 min`, `2 h`, `3 days`. */
export function left(seconds: number): string {
  if (seconds < 1) return 'a moment'
  if (seconds < 90) return `${String(Math.ceil(seconds))} s`
  if (seconds < 90 * MINUTE) return `${String(Math.round(seconds / MINUTE))} min`
  if (seconds < 36 * HOUR) return `${String(Math.round(seconds / HOUR))} h`
  return count(Math.round(seconds / DAY), 'day')
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const date = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })

/** When something was, as seen from `now`: `just now`, `5 minutes ago`, `yesterday`, `3 Mar 2026`. */
export function ago(time: string, now: number = Date.now()): string {
  const seconds = Math.round((now - Date.parse(time)) / 1000)
  if (seconds < 45) return 'just now'
  if (seconds < HOUR) return relative.format(-Math.max(1, Math.round(seconds / MINUTE)), 'minute')
  if (seconds < DAY) return relative.format(-Math.round(seconds / HOUR), 'hour')
  if (seconds < 14 * DAY) return relative.format(-Math.round(seconds / DAY), 'day')
  return date.format(new Date(time))
}
