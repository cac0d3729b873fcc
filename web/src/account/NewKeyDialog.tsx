import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { createKey } from '@/api/actions'
import { asProblem } from '@/api/problem'
import { keysQuery } from '@/api/queries'
import type { KeyScope } from '@/api/types'
import { CopyButton } from '@/ui/CopyButton'
import styles from './Keys.module.css'

const scopes: { value: KeyScope; label: string; means: string }[] = [
  { value: 'run', label: 'Run', means: 'May run flows and read their results.' },
  { value: 'build', label: 'Build', means: 'May also make, change and publish flows.' },
  { value: 'admin', label: 'Admin', means: 'May do all that you may, keys included.' },
]

export function NewKeyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [secret, setSecret] = useState<string | null>(null)
  const close = () => {
    onClose()
    setSecret(null)
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={secret === null ? 'New key' : 'Copy your key now'}
      // A click beside the dialog must not lose the only sight of the key.
      closeOnClickOutside={secret === null}
    >
      {secret === null ? <KeyForm onMade={setSecret} /> : <Made secret={secret} onClose={close} />}
    </Modal>
  )
}

function KeyForm({ onMade }: { onMade: (secret: string) => void }) {
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [scope, setScope] = useState<KeyScope>('run')
  const create = useMutation({
    mutationFn: () => createKey(name.trim(), scope),
    onSuccess: async (key) => {
      await queries.invalidateQueries(keysQuery)
      onMade(key.key)
    },
  })
  const problem = create.error && asProblem(create.error)
  const atName = problem?.errors.find((error) => error.field === 'name')?.message
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        data-autofocus
        label="Name the program that will use it"
        placeholder="Nightly shop import"
        value={name}
        maxLength={80}
        error={atName}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div>
        <SegmentedControl
          fullWidth
          aria-label="What the key may do"
          data={scopes}
          value={scope}
          onChange={(value) => setScope(value)}
        />
        <p className={styles.hint}>{scopes.find(({ value }) => value === scope)?.means}</p>
      </div>
      {problem && atName === undefined && (
        <p className={styles.refused} role="alert">
          {problem.message}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
          Create key
        </Button>
      </div>
    </form>
  )
}

function Made({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <div className={styles.form}>
      <p className={styles.hint}>This is the only time it is shown.</p>
      <div className={styles.secret}>
        <code>{secret}</code>
        <CopyButton text={secret} label="Copy the key" />
      </div>
      <div className={styles.actions}>
        <Button onClick={onClose}>I have copied it</Button>
      </div>
    </div>
  )
}
