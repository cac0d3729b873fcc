import { CloseButton, Kbd, TextInput } from '@mantine/core'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { Search } from 'lucide-react'
import { useRef, useState } from 'react'
import styles from './Gallery.module.css'

const TYPING_PAUSE_MS = 250

interface SearchBoxProps {
  value: string
  onChange: (value: string) => void
}

export function SearchBox({ value, onChange }: SearchBoxProps) {
  const box = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value)
  const [told, setTold] = useState(value)
  const tell = useDebouncedCallback(onChange, TYPING_PAUSE_MS)
  useHotkeys([['/', () => box.current?.focus()]])

  // The address changed by itself (back button, "show all"): follow it.
  if (value !== told) {
    setTold(value)
    setTyped(value)
  }
  const type = (text: string) => {
    setTyped(text)
    tell(text.trim())
  }
  const clear = () => {
    type('')
    box.current?.focus()
  }
  return (
    <TextInput
      ref={box}
      className={styles.search}
      type="search"
      aria-label="Search flows"
      placeholder="Search flows"
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && clear()}
      leftSection={<Search size={16} />}
      rightSectionPointerEvents="auto"
      rightSection={
        typed === '' ? (
          <Kbd size="xs" className={styles.key}>
            /
          </Kbd>
        ) : (
          <CloseButton aria-label="Clear" onClick={clear} />
        )
      }
    />
  )
}
