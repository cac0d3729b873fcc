/** A value as words: what is not plain is shown as the JSON it is. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value
  return value == null ? '' : JSON.stringify(value)
}
