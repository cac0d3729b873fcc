import { useRef } from 'react'
import { newKey } from '@/api/newKey'
import type { Problem } from '@/api/problem'

/** A retry after a lost answer must not count (and cost) twice: the same wish has the same key. */
export function useAttempt() {
  const attempt = useRef<{ key: string; wish: string } | null>(null)
  return {
    keyFor: (wish: unknown) => {
      const written = JSON.stringify(wish)
      if (attempt.current?.wish !== written) attempt.current = { key: newKey(), wish: written }
      return attempt.current.key
    },
    /** The server has answered, so that the next try is another one. */
    answered: (problem?: Problem) => {
      if (problem?.status !== 0) attempt.current = null
    },
  }
}
