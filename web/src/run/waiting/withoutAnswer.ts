import type { Question } from '@/api/types'
import { left } from '@/ui/words'

type Open = Pick<Question, 'asks' | 'otherwise' | 'deadline'>

/** What happens when nobody answers, and how soon: `Goes on by itself in 4 min`. */
export function withoutAnswer(question: Open, now: number): string {
  const seconds = (Date.parse(question.deadline ?? '') - now) / 1000
  return `${whatHappens(question)} ${seconds < 1 ? 'any moment' : `in ${left(seconds)}`}`
}

function whatHappens({ asks, otherwise }: Open): string {
  if (asks === 'approve' && otherwise === false) return 'Stops by itself'
  if (asks === 'pick' && typeof otherwise === 'number') {
    return `Goes on by itself with no. ${String(otherwise + 1)}`
  }
  return 'Goes on by itself'
}
