const OPEN = 'headrace:shortcuts'

export const openShortcuts = () => window.dispatchEvent(new Event(OPEN))

export function onOpenShortcuts(listener: () => void): () => void {
  window.addEventListener(OPEN, listener)
  return () => window.removeEventListener(OPEN, listener)
}
