import { contentUrl } from '@/api/media'
import type { Field, Json } from '@/api/types'

/** What stands in a field: JSON, with pictures as `Media`. Nothing yet is `undefined`. */
export type FieldValue = Json | undefined
export type Values = Partial<Record<string, FieldValue>>
export type FieldErrors = Partial<Record<string, string>>

/** A stored picture as the form keeps it; on the wire it is only its asset id. */
export interface Media {
  [key: string]: Json
  asset: string
  url: string
}

const MEDIA = new Set(['image', 'video', 'audio'])

export const isMediaField = (field: Field) => MEDIA.has(field.kind)

export function isMedia(value: FieldValue): value is Media {
  return isObject(value) && typeof value.asset === 'string' && typeof value.url === 'string'
}

/** The words of a picture that is given by its web address. */
export const addressOf = (value: FieldValue) => (typeof value === 'string' ? value : '')

export function initialValues(fields: readonly Field[]): Values {
  return Object.fromEntries(fields.map((field) => [field.key, initialValue(field)]))
}

export function initialValue(field: Field): FieldValue {
  const given = field.default as Json | undefined
  if (given != null) return fromWire(field, given)
  return field.list ? [] : undefined
}

/** The body's `inputs`: what is empty is left out, so that the server's own default applies. */
export function inputsOf(fields: readonly Field[], values: Values): Record<string, Json> {
  const inputs: Record<string, Json> = {}
  for (const field of fields) {
    const value = toWire(field, values[field.key])
    if (value !== undefined) inputs[field.key] = value
  }
  return inputs
}

/** Turns a run's inputs back into what the form shows. Fields the run left out get their default. */
export function valuesFromInputs(fields: readonly Field[], inputs: Record<string, Json>): Values {
  const entries = fields.map((field) => {
    const given = inputs[field.key]
    return [field.key, given == null ? initialValue(field) : fromWire(field, given)]
  })
  return Object.fromEntries(entries) as Values
}

/** What can be told without asking the server: that something required is missing. */
export function missing(fields: readonly Field[], values: Values): FieldErrors {
  const errors: FieldErrors = {}
  for (const field of fields) {
    if (field.required && toWire(field, values[field.key]) === undefined) {
      errors[field.key] = requiredMessage(field)
    }
  }
  return errors
}

export function isEmpty(value: FieldValue): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  return Array.isArray(value) && value.every(isEmpty)
}

function requiredMessage(field: Field): string {
  if (field.kind === 'image') return field.list ? 'Add at least one picture.' : 'Add a picture.'
  if (field.kind === 'choice') return 'Choose one.'
  if (field.kind === 'number') return 'Give a number.'
  return field.list ? 'Add at least one line.' : 'Fill this in.'
}

function toWire(field: Field, value: FieldValue): Json | undefined {
  if (Array.isArray(value)) {
    const kept = value.filter((item) => !isEmpty(item)).map(mediaId)
    return kept.length > 0 ? kept : undefined
  }
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string' && value.trim() === '') {
    // Emptying a text that has a default is an answer; leaving an empty one alone is not.
    return field.default == null || field.required ? undefined : ''
  }
  return mediaId(value)
}

const mediaId = (value: Json): Json => (isMedia(value) ? value.asset : value)

function fromWire(field: Field, value: Json): FieldValue {
  if (!isMediaField(field)) return value
  return Array.isArray(value) ? value.map(asMedia) : asMedia(value)
}

function asMedia(value: Json): Json {
  if (typeof value === 'string' && value.startsWith('asset_')) {
    return { asset: value, url: contentUrl(value) }
  }
  if (isObject(value) && typeof value.asset === 'string') {
    return { ...value, url: typeof value.url === 'string' ? value.url : contentUrl(value.asset) }
  }
  return value
}

function isObject(value: FieldValue): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
