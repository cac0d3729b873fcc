import { useMutation, useQueryClient } from '@tanstack/react-query'
import { resumeRun } from '@/api/actions'
import { asProblem } from '@/api/problem'
import type { Run } from '@/api/types'
import { keepRun } from './keepRun'
import { useAttempt } from './useAttempt'

/** Goes on with a run that has ended, with its own version of the flow or the newest. */
export function useResume(run: Run, onResumed: () => void) {
  const queries = useQueryClient()
  const attempt = useAttempt()
  return useMutation({
    mutationFn: (newest: boolean) => resumeRun(run.id, newest, attempt.keyFor(newest)),
    onSuccess: (resumed) => {
      attempt.answered()
      onResumed()
      keepRun(queries, resumed)
    },
    onError: (error) => attempt.answered(asProblem(error)),
  })
}
