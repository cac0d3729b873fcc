import type { components } from './schema'

type Schemas = components['schemas']

export type Me = Schemas['Me']
export type FlowCard = Schemas['FlowCard']
export type Flow = Schemas['FlowDetail']
export type Field = Schemas['Field']
export type FlowResult = Schemas['FlowResult']
export type Quote = Schemas['Quote']
export type Run = Schemas['Run']
export type RunStatus = Run['status']
export type Stage = Schemas['Stage']
export type ResultItem = Schemas['Item']
export type Asset = Schemas['Asset']
export type Key = Schemas['Key']
export type KeyScope = Key['scope']

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

export interface FieldError {
  field: string
  code: string
  message: string
}
