import type { Problem } from '@/api/problem'
import type { Field } from '@/api/types'
import type { FieldErrors } from './form'

export interface Refusal {
  /** What to say at each field, by key. */
  fields: FieldErrors
  /** What to say at the button: everything that belongs to no field. */
  general: string | null
}

/** Sorts a refused run's complaints to the fields they are about. */
export function refusal(problem: Problem, fields: readonly Field[]): Refusal {
  const keys = new Set(fields.map((field) => field.key))
  const at: FieldErrors = {}
  const rest: string[] = []
  for (const error of problem.errors) {
    const place = placeOf(error.field, keys)
    if (place === null) {
      rest.push(error.message)
      continue
    }
    const words = place.item === null ? error.message : `No. ${place.item + 1}: ${error.message}`
    const before = at[place.key]
    at[place.key] = before === undefined ? words : `${before} ${words}`
  }
  const unplaced = problem.errors.length === 0 ? problem.message : rest.join(' ')
  return { fields: at, general: unplaced === '' ? null : unplaced }
}

/** The first field with an error, in the order of the form. */
export function firstWrong(errors: FieldErrors, fields: readonly Field[]): Field | undefined {
  return fields.find((field) => errors[field.key] !== undefined)
}

/** Reads `photo`, `inputs.photo`, `photos.2` and `photos[2]`. */
function placeOf(path: string, keys: Set<string>): { key: string; item: number | null } | null {
  const parts = path.split(/[.[\]]+/).filter(Boolean)
  const at = parts.findIndex((part) => keys.has(part))
  const key = parts[at]
  if (key === undefined) return null
  const item = Number(parts[at + 1])
  return { key, item: Number.isInteger(item) ? item : null }
}
