import type { Question } from '@/api/types'
import { credits } from '@/ui/words'

/** What is to be decided, as its builder named it; a ceiling is spoken of as one's own. */
export function titleOf({ asks, title, credits: most, max_credits }: Question): string {
  if (asks !== 'budget') return title
  return `This run may cost ${credits(most ?? 0)}; your ceiling is ${String(max_credits ?? 0)}.`
}
