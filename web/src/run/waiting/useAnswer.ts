import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answerRun } from '@/api/actions'
import { asProblem } from '@/api/problem'
import { runQuery } from '@/api/queries'
import type { Json, Question, Run } from '@/api/types'
import { keepRun } from '../keepRun'
import { useAttempt } from '../useAttempt'

const ANSWERED_BY_NOW = 409

export function useAnswer(run: Run, question: Question, onAnswered: () => void) {
  const queries = useQueryClient()
  const attempt = useAttempt()
  const send = useMutation({
    mutationFn: (given: Json) => answerRun(run.id, question.id, given, attempt.keyFor(given)),
    onSuccess: (answered) => {
      attempt.answered()
      onAnswered()
      keepRun(queries, answered)
    },
    onError: (error) => {
      const problem = asProblem(error)
      attempt.answered(problem)
      if (problem.status === ANSWERED_BY_NOW) void queries.invalidateQueries(runQuery(run.id))
    },
  })
  return {
    answer: (given: Json) => {
      if (!send.isPending) send.mutate(given)
    },
    pending: send.isPending || send.isSuccess,
    refused: send.error === null ? null : words(send.error),
  }
}

function words(error: unknown): string {
  const problem = asProblem(error)
  return problem.errors[0]?.message ?? problem.message
}
