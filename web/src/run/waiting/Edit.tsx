import { Button } from '@mantine/core'
import type { Field } from '@/api/types'
import { FieldFrame } from '@/values/FieldFrame'
import { TextField } from '@/values/text/Field'
import { asText } from '../asText'
import type { AskingProps } from './asking'
import { useTextDraft } from './useTextDraft'
import styles from './Waiting.module.css'

/** Change a text, or leave it as it is; the run goes on with it. */
export function Edit({ run, question, answer, pending, refused }: AskingProps) {
  const field = fieldOf(question.id)
  const draft = useTextDraft(`${run.id}.${question.id}`, asText(question.options[0]?.value))
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        answer(draft.text)
      }}
    >
      <FieldFrame field={field} error={refused ?? undefined}>
        <TextField
          field={field}
          value={draft.text}
          invalid={refused !== null}
          onChange={(next) =>
            draft.change(asText(typeof next === 'function' ? next(draft.text) : next))
          }
          onBusy={() => undefined}
        />
      </FieldFrame>
      <div className={styles.actions}>
        <Button type="submit" loading={pending}>
          Go on
        </Button>
        {draft.changed && (
          <Button variant="subtle" color="gray" disabled={pending} onClick={draft.reset}>
            Undo my changes
          </Button>
        )}
      </div>
    </form>
  )
}

const MOST_CHARACTERS = 100_000

/** The text as the form's own widget knows it. */
function fieldOf(question: string): Field {
  return {
    key: `answer-${question}`,
    kind: 'text',
    label: 'Change what you like',
    help: '',
    placeholder: '',
    list: false,
    required: false,
    default: null,
    group: '',
    advanced: false,
    example: null,
    limits: {
      minimum: null,
      maximum: null,
      integer: false,
      max_length: MOST_CHARACTERS,
      min_items: null,
      max_items: null,
      choices: null,
      multiline: true,
      formats: null,
    },
  }
}
