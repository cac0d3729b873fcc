import { SegmentedControl, Select } from '@mantine/core'
import { described } from '../described'
import { named, type FieldProps } from '../field'
import { choiceLabel } from './label'

const MOST_SEGMENTS = 4
const MOST_SEGMENT_LETTERS = 36

export function ChoiceField({ field, value, invalid, onChange }: FieldProps) {
  const choices = field.limits.choices ?? []
  const chosen = typeof value === 'string' ? value : null
  // Segments cannot be emptied, so an optional choice without an answer needs the list.
  const always = field.required || field.default != null
  const short = choices.length <= MOST_SEGMENTS && choices.join('').length <= MOST_SEGMENT_LETTERS
  const data = choices.map((choice) => ({ value: choice, label: choiceLabel(choice) }))
  if (always && short) {
    return (
      <SegmentedControl
        {...named(field, invalid)}
        fullWidth
        data={data}
        value={chosen ?? ''}
        onChange={onChange}
      />
    )
  }
  return (
    <Select
      {...named(field, invalid)}
      {...described(field, invalid)}
      data={data}
      value={chosen}
      error={invalid}
      placeholder={field.placeholder || 'Choose one'}
      clearable={!always}
      allowDeselect={!always}
      searchable={choices.length > 8}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}
