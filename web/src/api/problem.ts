import type { FieldError } from './types'

/** What the server said no with, or that it could not be reached (status 0). */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: readonly FieldError[]

  constructor(status: number, code: string, message: string, errors: readonly FieldError[] = []) {
    super(message)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.errors = errors
  }
}

export const unreachable = () =>
  new Problem(0, 'unreachable', 'Headrace cannot be reached. Check that it is running, then retry.')

/** Reads an `application/problem+json` body; anything else becomes a sentence about the status. */
export function problemFrom(status: number, body: unknown): Problem {
  const said: Said = isRecord(body) ? body : {}
  const code = text(said.code) ?? `http.${String(status)}`
  const detail = text(said.detail) ?? text(said.title)
  const message = detail ?? `The server answered ${String(status)}. Try again in a moment.`
  const errors = Array.isArray(said.errors) ? said.errors.flatMap(fieldError) : []
  return new Problem(status, code, message, errors)
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof TypeError) return unreachable()
  return new Problem(0, 'unexpected', error instanceof Error ? error.message : String(error))
}

function fieldError(entry: unknown): FieldError[] {
  if (!isRecord(entry)) return []
  const message = text(entry.message)
  if (message === null) return []
  return [{ field: text(entry.field) ?? '', code: text(entry.code) ?? 'invalid', message }]
}

type Said = Partial<Record<string, unknown>>

function isRecord(value: unknown): value is Said {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
