import { NumberInput, Slider } from '@mantine/core'
import { described } from '../described'
import { named, type FieldProps } from '../field'
import styles from './number.module.css'

const MOST_SLIDER_STEPS = 200

export function NumberField({ field, value, invalid, onChange }: FieldProps) {
  const { minimum, maximum, integer } = field.limits
  const number = typeof value === 'number' ? value : ''
  const step = integer ? 1 : fineStep(minimum, maximum)
  const input = (
    <NumberInput
      {...named(field, invalid)}
      {...described(field, invalid)}
      className={styles.input}
      value={number}
      error={invalid}
      min={minimum ?? undefined}
      max={maximum ?? undefined}
      step={step}
      allowDecimal={!integer}
      clampBehavior="blur"
      placeholder={field.placeholder}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
    />
  )
  if (minimum === null || maximum === null || (maximum - minimum) / step > MOST_SLIDER_STEPS) {
    return input
  }
  return (
    <div className={styles.pair}>
      <Slider
        className={styles.slider}
        thumbLabel={field.label}
        label={null}
        min={minimum}
        max={maximum}
        step={step}
        value={number === '' ? minimum : number}
        onChange={onChange}
      />
      {input}
    </div>
  )
}

/** A hundredth of the range, rounded to a power of ten. */
function fineStep(minimum: number | null, maximum: number | null): number {
  if (minimum === null || maximum === null || maximum <= minimum) return 0.1
  return 10 ** Math.floor(Math.log10((maximum - minimum) / 50))
}
