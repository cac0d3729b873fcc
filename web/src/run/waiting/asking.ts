import type { Field, Json, Question, Run } from '@/api/types'

/** Where the focus goes once the question before this one is answered. */
export const headingId = (question: Question) => `question-${question.id}`

/** What every kind of question is drawn from. */
export interface AskingProps {
  run: Run
  question: Question
  /** The fields the run was made from, for whoever looks at a picture closely. */
  fields: readonly Field[]
  answer: (given: Json) => void
  pending: boolean
  /** What was wrong with the last answer. */
  refused: string | null
}
