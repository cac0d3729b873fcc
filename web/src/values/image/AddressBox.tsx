import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { readAddress } from './files'
import styles from './image.module.css'

export function AddressBox({ onAddress }: { onAddress: (address: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  if (typed === null) {
    return (
      <button type="button" className={styles.link} onClick={() => setTyped('')}>
        Use a web address instead
      </button>
    )
  }
  const use = () => {
    const read = readAddress(typed)
    if ('wrong' in read) {
      setWrong(read.wrong)
      return
    }
    setTyped(null)
    onAddress(read.address)
  }
  return (
    <div className={styles.address}>
      <TextInput
        type="url"
        aria-label="Web address of the picture"
        placeholder="https://"
        value={typed}
        error={wrong}
        // Asked for by the click that opened it.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setWrong(null)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped(null)
          if (event.key !== 'Enter') return
          event.preventDefault()
          use()
        }}
      />
      <Button variant="default" onClick={use}>
        Use
      </Button>
    </div>
  )
}
