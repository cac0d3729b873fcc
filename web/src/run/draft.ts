import type { Field } from '@/api/types'
import { isMedia, isMediaField, type FieldValue, type Values } from './form'

const VERSION = 1

export const draftKey = (slug: string) => `headrace.draft.${slug}`

/** What was emptied is kept as `null`, or its default would come back. */
export const writeDraft = (values: Values) =>
  JSON.stringify({ version: VERSION, values }, (_, value: unknown) => value ?? null)

/** What is still usable of a kept draft: fields that exist and values of the right kind. */
export function readDraft(text: string | null, fields: readonly Field[]): Values {
  const kept = parsed(text)
  const values: Values = {}
  for (const field of fields) {
    const value = kept[field.key]
    if (value !== undefined && fits(field, value)) values[field.key] = value
  }
  return values
}

function parsed(text: string | null): Values {
  if (text === null) return {}
  try {
    const draft = JSON.parse(text) as { version?: unknown; values?: unknown } | null
    if (draft?.version !== VERSION || typeof draft.values !== 'object') return {}
    return draft.values ?? {}
  } catch {
    return {}
  }
}

function fits(field: Field, value: FieldValue): boolean {
  if (value === null) return true
  if (field.list) return Array.isArray(value) && value.every((item) => fitsOne(field, item))
  return fitsOne(field, value)
}

function fitsOne(field: Field, value: FieldValue): boolean {
  if (isMediaField(field)) return typeof value === 'string' || isMedia(value)
  if (field.kind === 'number') return typeof value === 'number'
  if (field.kind === 'boolean') return typeof value === 'boolean'
  if (field.kind === 'choice') {
    const choices = field.limits.choices
    return typeof value === 'string' && (choices?.includes(value) ?? true)
  }
  return typeof value === 'string'
}
