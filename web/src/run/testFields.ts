import type { Field } from '@/api/types'

const limits: Field['limits'] = {
  minimum: null,
  maximum: null,
  integer: false,
  max_length: null,
  min_items: null,
  max_items: null,
  choices: null,
  multiline: false,
  formats: null,
}

/** A field for tests, with everything the story does not speak of left plain. */
export function fieldOf(key: string, kind: Field['kind'], more: Partial<Field> = {}): Field {
  return {
    key,
    kind,
    label: key,
    help: '',
    placeholder: '',
    list: false,
    required: false,
    default: null,
    group: '',
    advanced: false,
    limits,
    example: null,
    ...more,
  }
}
