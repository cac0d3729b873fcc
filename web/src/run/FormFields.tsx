import type { Field } from '@/api/types'
import { FieldFrame } from '@/values/FieldFrame'
import { widgetFor } from '@/values/registry'
import styles from './Form.module.css'
import { sections } from './sections'
import type { FlowForm } from './useFlowForm'

interface FormFieldsProps {
  fields: readonly Field[]
  form: FlowForm
}

export function FormFields({ fields, form }: FormFieldsProps) {
  const { groups, advanced } = sections(fields)
  const wrong = advanced.some((field) => form.errors[field.key] !== undefined)
  return (
    <>
      {groups.map(({ title, fields: members }) => (
        <fieldset key={title ?? ''} className={styles.group}>
          {title !== null && <legend>{title}</legend>}
          <Rows fields={members} form={form} />
        </fieldset>
      ))}
      {advanced.length > 0 && (
        <details className={styles.fold} open={wrong || undefined}>
          <summary>Advanced</summary>
          <div className={styles.group}>
            <Rows fields={advanced} form={form} />
          </div>
        </details>
      )}
    </>
  )
}

function Rows({ fields, form }: FormFieldsProps) {
  return fields.map((field) => {
    const Widget = widgetFor(field)
    const error = form.errors[field.key]
    return (
      <FieldFrame key={field.key} field={field} error={error}>
        <Widget
          field={field}
          value={form.values[field.key]}
          invalid={error !== undefined}
          onChange={(next) => form.change(field.key, next)}
          onBusy={form.trackBusy}
        />
      </FieldFrame>
    )
  })
}
