import { useState } from 'react'

const keyOf = (name: string) => `headrace.answer.${name}`

/** A text being changed; what was typed outlives a reload of the page. */
export function useTextDraft(name: string, original: string) {
  const [text, setText] = useState(() => kept(keyOf(name)) ?? original)
  const change = (next: string) => {
    setText(next)
    keep(keyOf(name), next === original ? null : next)
  }
  return { text, changed: text !== original, change, reset: () => change(original) }
}

function kept(key: string): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

function keep(key: string, text: string | null) {
  try {
    if (text === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, text)
  } catch {
    // Storage is full or switched off: the text is still there, only not after a reload.
  }
}
