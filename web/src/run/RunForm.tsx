import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { CircleAlert, Play } from 'lucide-react'
import type { Flow } from '@/api/types'
import { price } from '@/ui/words'
import styles from './Form.module.css'
import { FormFields } from './FormFields'
import { quoteWords } from './reuse'
import { RunMenu } from './RunMenu'
import type { FlowForm } from './useFlowForm'
import { useQuote } from './useQuote'

export const RUN_BUTTON = 'run-button'

interface RunFormProps {
  flow: Flow
  form: FlowForm
  pending: boolean
  refused: string | null
  /** `fresh` does everything anew, also what was done before. */
  onRun: (fresh?: boolean) => void
}

export function RunForm({ flow, form, pending, refused, onRun }: RunFormProps) {
  useHotkeys([['mod+Enter', () => onRun()]], [])
  const quote = useQuote(flow, form)
  const words = quote ? quoteWords(quote, flow.price.credits > 0) : []
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
        {words.length > 0 && <p className={styles.price}>{words.join(' ')}</p>}
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
            Run{' '}
            <span className={styles.cost}>
              {quote
                ? price(quote.at_most, quote.credits === quote.at_most ? 'exact' : 'at_most')
                : price(flow.price.credits, flow.price.certainty)}
            </span>
          </Button>
          <RunMenu
            flow={flow}
            form={form}
            disabled={form.busy || pending}
            onAfresh={() => onRun(true)}
          />
        </div>
      </div>
    </form>
  )
}
