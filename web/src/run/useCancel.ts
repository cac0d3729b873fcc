import { useMutation, useQueryClient } from '@tanstack/react-query'
import { cancelRun } from '@/api/actions'
import type { Run } from '@/api/types'
import { keepRun } from './keepRun'

export function useCancel(run: Run) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => cancelRun(run.id),
    onSuccess: (cancelled) => keepRun(queries, cancelled),
  })
}
