import type { Field } from '@/api/types'
import type { FieldValue } from '@/run/form'

export interface FieldProps {
  field: Field
  value: FieldValue
  invalid: boolean
  /** A function when the new value is worked out from the newest one (several uploads at once). */
  onChange: (next: FieldValue | ((old: FieldValue) => FieldValue)) => void
  /** Counts work that must end before the form can be sent: +1 when it starts, -1 when it ends. */
  onBusy: (change: 1 | -1) => void
}

/** The ids that tie a widget to its label, help and error. */
export function fieldIds(field: Field) {
  const id = `field-${field.key}`
  return { input: id, label: `${id}-label`, help: `${id}-help`, error: `${id}-error` }
}

/** What every widget carries so that its label, help and error are heard with it. */
export function named(field: Field, invalid: boolean) {
  const ids = fieldIds(field)
  const described = [field.help && ids.help, invalid && ids.error].filter(Boolean).join(' ')
  return {
    id: ids.input,
    'aria-labelledby': ids.label,
    'aria-describedby': described || undefined,
    'aria-invalid': invalid || undefined,
  }
}
