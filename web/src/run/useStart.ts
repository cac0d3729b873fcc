import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { startRun } from '@/api/actions'
import { asProblem } from '@/api/problem'
import { runQuery } from '@/api/queries'
import type { Flow, Run } from '@/api/types'
import { fieldIds } from '@/values/field'
import { firstWrong, refusal } from './refusal'
import type { FieldErrors } from './form'
import type { FlowForm } from './useFlowForm'

/** Starts runs of the flow. What the server refuses lands on the fields it is about. */
export function useStart(flow: Flow, form: FlowForm, onStarted: (run: Run) => void) {
  const queries = useQueryClient()
  const attempt = useRef<{ key: string; body: string } | null>(null)
  const [general, setGeneral] = useState<string | null>(null)

  const complain = (errors: FieldErrors) => {
    form.complain(errors)
    const wrong = firstWrong(errors, flow.fields)
    if (wrong !== undefined) showField(fieldIds(wrong).input)
  }
  const start = useMutation({
    mutationFn: () => {
      // A retry after a lost answer must not run (and cost) twice: same inputs, same key.
      const body = JSON.stringify(form.inputs)
      if (attempt.current?.body !== body) attempt.current = { key: newKey(), body }
      return startRun(flow.slug, form.inputs, attempt.current.key)
    },
    onSuccess: (run) => {
      attempt.current = null
      queries.setQueryData(runQuery(run.id).queryKey, run)
      void queries.invalidateQueries({ queryKey: ['runs'] })
      onStarted(run)
    },
    onError: (error) => {
      const problem = asProblem(error)
      if (problem.status !== 0) attempt.current = null
      const { fields, general: words } = refusal(problem, flow.fields)
      setGeneral(words)
      complain(fields)
    },
  })
  const run = () => {
    if (start.isPending || form.busy) return
    setGeneral(null)
    const errors = form.missing()
    if (Object.keys(errors).length > 0) complain(errors)
    else start.mutate()
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

/** `crypto.randomUUID` exists only on secure origins; a house network often has none. */
function newKey(): string {
  const random = crypto.getRandomValues(new Uint8Array(16))
  return [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
