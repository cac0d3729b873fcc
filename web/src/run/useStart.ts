import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { startRun } from '@/api/actions'
import { asProblem } from '@/api/problem'
import { runQuery } from '@/api/queries'
import type { Flow, Run } from '@/api/types'
import { fieldIds } from '@/values/field'
import { firstWrong, refusal } from './refusal'
import type { FieldErrors } from './form'
import { isOver } from './progress'
import { useAttempt } from './useAttempt'
import type { FlowForm } from './useFlowForm'

/** Starts runs of the flow. What the server refuses lands on the fields it is about. */
export function useStart(flow: Flow, form: FlowForm, onStarted: (run: Run) => void) {
  const queries = useQueryClient()
  const attempt = useAttempt()
  const [general, setGeneral] = useState<string | null>(null)

  const complain = (errors: FieldErrors) => {
    form.complain(errors)
    const wrong = firstWrong(errors, flow.fields)
    if (wrong !== undefined) showField(fieldIds(wrong).input)
  }
  const start = useMutation({
    mutationFn: (fresh: boolean) => {
      const wish = { inputs: form.inputs, fresh }
      return startRun(flow.slug, wish, attempt.keyFor(wish))
    },
    onSuccess: (run) => {
      attempt.answered()
      queries.setQueryData(runQuery(run.id).queryKey, run)
      void queries.invalidateQueries({ queryKey: ['runs'] })
      if (isOver(run.status)) void queries.invalidateQueries({ queryKey: ['quote'] })
      onStarted(run)
    },
    onError: (error) => {
      const problem = asProblem(error)
      attempt.answered(problem)
      const { fields, general: words } = refusal(problem, flow.fields)
      setGeneral(words)
      complain(fields)
    },
  })
  const run = (fresh = false) => {
    if (start.isPending || form.busy) return
    setGeneral(null)
    const errors = form.missing()
    if (Object.keys(errors).length > 0) complain(errors)
    else start.mutate(fresh)
  }
  return { run, pending: start.isPending, general }
}

/** Opens the fold the field is in, if any, and moves the focus there once it is drawn. */
function showField(id: string) {
  requestAnimationFrame(() => {
    const widget = document.getElementById(id)
    widget?.closest('details')?.setAttribute('open', '')
    const target = widget?.matches('input, textarea, button')
      ? widget
      : widget?.querySelector('input')
    target?.focus()
    target?.scrollIntoView({ block: 'center' })
  })
}
