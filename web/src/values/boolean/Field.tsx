import { Switch } from '@mantine/core'
import { named, type FieldProps } from '../field'

export function BooleanField({ field, value, invalid, onChange }: FieldProps) {
  const on = value === true
  return (
    <Switch
      {...named(field, invalid)}
      checked={on}
      label={on ? 'On' : 'Off'}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}
