import { Button } from '@mantine/core'
import { useDebouncedValue, useHotkeys } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { CircleAlert, Play } from 'lucide-react'
import { quoteQuery } from '@/api/queries'
import type { Flow } from '@/api/types'
import { price } from '@/ui/words'
import styles from './Form.module.css'
import { inputsOf, missing } from './form'
import { FormFields } from './FormFields'
import type { FlowForm } from './useFlowForm'

export const RUN_BUTTON = 'run-button'
const QUOTE_PAUSE_MS = 400

interface RunFormProps {
  flow: Flow
  form: FlowForm
  pending: boolean
  refused: string | null
  onRun: () => void
}

export function RunForm({ flow, form, pending, refused, onRun }: RunFormProps) {
  useHotkeys([['mod+Enter', onRun]], [])
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onRun()
      }}
    >
      <div className={styles.fields}>
        <FormFields fields={flow.fields} form={form} />
      </div>
      <div className={styles.bar}>
        {refused !== null && (
          <p className={styles.refused} role="alert">
            <CircleAlert size={16} aria-hidden="true" />
            <span>{refused}</span>
          </p>
        )}
        <div className={styles.buttons}>
          <Button variant="subtle" color="gray" onClick={form.undo ?? form.reset}>
            {form.undo ? 'Undo' : 'Reset'}
          </Button>
          <Button
            type="submit"
            id={RUN_BUTTON}
            className={styles.run}
            loading={pending}
            disabled={form.busy}
            leftSection={<Play size={14} fill="currentColor" />}
          >
            Run <Cost flow={flow} form={form} />
          </Button>
        </div>
      </div>
    </form>
  )
}

/** What this run costs as the form stands; the flow's own price until the form can be quoted. */
function Cost({ flow, form }: { flow: Flow; form: FlowForm }) {
  const [values] = useDebouncedValue(form.values, QUOTE_PAUSE_MS)
  const ready = Object.keys(missing(flow.fields, values)).length === 0
  const inputs = inputsOf(flow.fields, values)
  const quote = useQuery({
    ...quoteQuery(flow.slug, inputs),
    enabled: ready,
    placeholderData: keepPreviousData,
  })
  const known = ready && quote.data ? quote.data : null
  const words = known
    ? price(known.at_most, known.credits === known.at_most ? 'exact' : 'at_most')
    : price(flow.price.credits, flow.price.certainty)
  return <span className={styles.cost}>{words}</span>
}
