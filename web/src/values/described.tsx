import { InputWrapperContext } from '@mantine/core'
import { use, type ReactNode } from 'react'
import type { Field } from '@/api/types'
import { named } from './field'

/**
 * What Mantine's inputs carry so that help and error are heard with them: left alone, they forget
 * every description but their own.
 */
export function described(field: Field, invalid: boolean) {
  const by = named(field, invalid)['aria-describedby']
  return {
    inputContainer: (input: ReactNode) => <Described by={by}>{input}</Described>,
  }
}

function Described({ by, children }: { by: string | undefined; children: ReactNode }) {
  const own = use(InputWrapperContext)
  const all = [by, own.describedBy].filter(Boolean).join(' ')
  return <InputWrapperContext value={{ ...own, describedBy: all }}>{children}</InputWrapperContext>
}
