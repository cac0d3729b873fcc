import type { components } from './schema'

/**
 * An answer as it really comes: every member is there. The schema calls those with a default
 * optional, which is true only of what is sent. Result items alone leave out what they have not.
 */
export type Complete<T> = T extends (infer Item)[]
  ? Complete<Item>[]
  : T extends ResultItem
    ? T
    : T extends object
      ? { [Key in keyof T]-?: Complete<Exclude<T[Key], undefined>> }
      : T

type Answered<Name extends keyof components['schemas']> = Complete<components['schemas'][Name]>

export type Me = Answered<'Me'>
export type FlowCard = Answered<'FlowCard'>
export type Flow = Answered<'Flow'>
export type Field = Answered<'FormField'>
export type FlowResult = Answered<'FormResult'>
export type Run = Answered<'Run'>
export type RunStatus = Run['status']
export type Stage = Answered<'Stage'>
export type Question = Answered<'Question'>
export type Quote = Answered<'Quote'>
/** A picture has no `value`, a text no `url`. */
export type ResultItem = components['schemas']['ResultItem']
export type Asset = Answered<'Asset'>
export type Key = Answered<'Key'>
export type KeyScope = Key['scope']

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

export interface FieldError {
  field: string
  code: string
  message: string
}
