import { ColorInput } from '@mantine/core'
import { described } from '../described'
import { named, type FieldProps } from '../field'

const SWATCHES = [
  '#ffffff',
  '#f4efe6',
  '#17181c',
  '#c4281c',
  '#e8912d',
  '#2f7d4f',
  '#1f5eff',
  '#6b3fa0',
]

export function ColourField({ field, value, invalid, onChange }: FieldProps) {
  return (
    <ColorInput
      {...named(field, invalid)}
      {...described(field, invalid)}
      format="hex"
      swatches={SWATCHES}
      swatchesPerRow={8}
      eyeDropperButtonProps={{ 'aria-label': 'Pick a colour from the screen' }}
      value={typeof value === 'string' ? value : ''}
      error={invalid}
      placeholder={field.placeholder || '#1f5eff'}
      onChange={(next) => onChange(next === '' ? undefined : next)}
    />
  )
}
