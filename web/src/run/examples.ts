import type { Field, Json } from '@/api/types'

/** Inputs for an example call: what the form has, and something plausible where it must have more. */
export function exampleInputs(
  fields: readonly Field[],
  inputs: Record<string, Json>,
): Record<string, Json> {
  const entries = fields
    .filter((field) => field.required || inputs[field.key] !== undefined)
    .map((field) => [field.key, inputs[field.key] ?? example(field)])
  return Object.fromEntries(entries) as Record<string, Json>
}

function example(field: Field): Json {
  const one = exampleOne(field)
  return field.list ? [one] : one
}

function exampleOne({ kind, limits, placeholder }: Field): Json {
  switch (kind) {
    case 'image':
      return 'https://example.com/photo.jpg'
    case 'video':
      return 'https://example.com/clip.mp4'
    case 'audio':
      return 'https://example.com/sound.mp3'
    case 'number':
      return limits.minimum ?? 1
    case 'boolean':
      return true
    case 'colour':
      return '#1f5eff'
    case 'choice':
      return limits.choices?.[0] ?? ''
    default:
      return placeholder || 'Your text'
  }
}
