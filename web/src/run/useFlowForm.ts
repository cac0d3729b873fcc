import { useDebouncedCallback, useWindowEvent } from '@mantine/hooks'
import { useCallback, useMemo, useState } from 'react'
import type { Flow, Json } from '@/api/types'
import { draftKey, readDraft, writeDraft } from './draft'
import {
  initialValues,
  inputsOf,
  missing,
  valuesFromInputs,
  type FieldErrors,
  type FieldValue,
  type Values,
} from './form'

const SAVE_PAUSE_MS = 300

/** The form of one flow: what is typed, what is wrong with it, and its draft on this machine. */
export function useFlowForm(flow: Flow) {
  const key = draftKey(flow.slug)
  const [values, setValues] = useState<Values>(() => ({
    ...initialValues(flow.fields),
    ...readDraft(stored(key), flow.fields),
  }))
  const [errors, setErrors] = useState<FieldErrors>({})
  const [busy, setBusy] = useState(0)
  const [replaced, setReplaced] = useState<Values | null>(null)
  const save = useDebouncedCallback((next: Values) => keep(key, next), {
    delay: SAVE_PAUSE_MS,
    flushOnUnmount: true,
  })
  // A reload unmounts nothing.
  useWindowEvent('pagehide', save.flush)

  const change = useCallback(
    (field: string, next: FieldValue | ((old: FieldValue) => FieldValue)) => {
      setReplaced(null)
      setErrors((old) => (old[field] === undefined ? old : { ...old, [field]: undefined }))
      setValues((old) => {
        const value = typeof next === 'function' ? next(old[field]) : next
        const all = { ...old, [field]: value }
        save(all)
        return all
      })
    },
    [save],
  )
  const replaceAll = (next: Values, undo: Values | null) => {
    setReplaced(undo)
    setValues(next)
    setErrors({})
    save(next)
  }
  return {
    values,
    errors,
    /** True while a picture is still on its way to the server. */
    busy: busy > 0,
    inputs: useMemo(() => inputsOf(flow.fields, values), [flow.fields, values]),
    change,
    complain: setErrors,
    missing: () => missing(flow.fields, values),
    trackBusy: useCallback((by: 1 | -1) => setBusy((old) => old + by), []),
    reset: () => replaceAll(initialValues(flow.fields), values),
    fill: (inputs: Record<string, Json>) =>
      replaceAll(valuesFromInputs(flow.fields, inputs), values),
    /** Brings back what a reset or a fill replaced, until something new is typed. */
    undo: replaced === null ? null : () => replaceAll(replaced, null),
  }
}

export type FlowForm = ReturnType<typeof useFlowForm>

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function keep(key: string, values: Values) {
  try {
    localStorage.setItem(key, writeDraft(values))
  } catch {
    // Storage is full or switched off: the form still works, only the draft is not kept.
  }
}
