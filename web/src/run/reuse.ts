import type { Quote, Stage } from '@/api/types'
import { count, credits } from '@/ui/words'

export const isReused = ({ reused, total }: Stage) => total !== null && total > 0 && reused >= total

/** How much of a run was done before: `3 of 5 steps were done before`; `null` when nothing was. */
export function reuseWords(stages: readonly Stage[]): string | null {
  const whole = stages.filter(isReused).length
  if (whole > 0 && whole === stages.length) {
    return whole === 1 ? 'This was done before' : `All ${String(whole)} steps were done before`
  }
  if (whole > 0) return `${ofSteps(whole, stages.length)} done before`
  const pieces = sum(stages.map(({ reused }) => reused))
  if (pieces === 0) return null
  const all = sum(stages.map(({ total }) => total ?? 0))
  return `${String(pieces)} of ${count(all, 'piece')} ${pieces === 1 ? 'was' : 'were'} done before`
}

/** What a quote says beyond its number: how sure it is, and what need not be paid again. */
export function quoteWords({ credits: amount, at_most: most, steps }: Quote, paid: boolean) {
  const doing = steps.filter(({ source }) => !source)
  const known = doing.filter(({ reused }) => reused).length
  return [priceWords(amount, most), knownWords(known, doing.length, paid)].filter(
    (words) => words !== null,
  )
}

function priceWords(amount: number, most: number): string | null {
  if (most === 0) return null
  if (amount === most) return `Exactly ${credits(amount)}.`
  return `At most ${credits(most)}; how much there is to do shows on the way.`
}

function knownWords(known: number, all: number, paid: boolean): string | null {
  if (known === 0) return null
  const state = paid ? 'paid for' : 'done'
  if (known === all) return `Everything is already ${state}.`
  return `${String(known)} of ${count(all, 'step')} ${known === 1 ? 'is' : 'are'} already ${state}.`
}

const ofSteps = (some: number, all: number) =>
  `${String(some)} of ${count(all, 'step')} ${some === 1 ? 'was' : 'were'}`

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
