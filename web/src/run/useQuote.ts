import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { quoteQuery } from '@/api/queries'
import type { Flow, Quote } from '@/api/types'
import { inputsOf, missing } from './form'
import type { FlowForm } from './useFlowForm'

const QUOTE_PAUSE_MS = 400

interface How {
  /** The price of doing everything anew. */
  fresh?: boolean
  /** Whether anybody wants to know. */
  wanted?: boolean
}

/** What a run costs as the form stands; `null` until the form can be quoted. */
export function useQuote(
  flow: Flow,
  form: FlowForm,
  { fresh = false, wanted = true }: How = {},
): Quote | null {
  const [values] = useDebouncedValue(form.values, QUOTE_PAUSE_MS)
  const ready = Object.keys(missing(flow.fields, values)).length === 0
  const quote = useQuery({
    ...quoteQuery(flow.slug, inputsOf(flow.fields, values), fresh),
    enabled: ready && wanted,
    placeholderData: keepPreviousData,
  })
  return ready ? (quote.data ?? null) : null
}
