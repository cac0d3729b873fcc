import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { keysQuery } from '@/api/queries'
import type { Key } from '@/api/types'
import { Page } from '@/ui/Page'
import { Empty } from '@/ui/Empty'
import { Retry } from '@/ui/Retry'
import { useTitle } from '@/ui/useTitle'
import { ago } from '@/ui/words'
import styles from './Keys.module.css'
import { NewKeyDialog } from './NewKeyDialog'
import { RevokeDialog } from './RevokeDialog'

export function KeysPage() {
  useTitle('Keys')
  const keys = useQuery(keysQuery)
  const [creating, dialog] = useDisclosure()
  if (keys.isError) {
    return <Retry problem={asProblem(keys.error)} onRetry={() => void keys.refetch()} />
  }
  const items = keys.data?.items
  return (
    <Page
      title="Keys"
      lead="A key lets a program run your flows. It is shown once; keep it like a password."
      action={items && items.length > 0 && <Button onClick={dialog.open}>New key</Button>}
    >
      {items === undefined && <Skeleton height={148} radius="md" />}
      {items?.length === 0 && (
        <Empty
          title="No keys yet"
          action={<Button onClick={dialog.open}>Create your first key</Button>}
        >
          Make one for each program, so that you can revoke it without stopping the others.
        </Empty>
      )}
      {items && items.length > 0 && <KeyList keys={items} />}
      <NewKeyDialog opened={creating} onClose={dialog.close} />
    </Page>
  )
}

const may = { run: 'Run flows', build: 'Run and build', admin: 'Everything' } as const

function KeyList({ keys }: { keys: Key[] }) {
  const [revoking, setRevoking] = useState<Key | null>(null)
  return (
    <>
      <ul className={styles.list}>
        {keys.map((key) => (
          <li key={key.id} className={styles.row}>
            <div className={styles.what}>
              <strong>{key.name}</strong>
              <code>{key.prefix}…</code>
            </div>
            <span className={styles.scope}>{may[key.scope]}</span>
            <span className={styles.used}>
              {key.last_used_at === null ? 'Never used' : `Used ${ago(key.last_used_at)}`}
            </span>
            <Button
              variant="default"
              size="xs"
              aria-label={`Revoke ${key.name}`}
              onClick={() => setRevoking(key)}
            >
              Revoke
            </Button>
          </li>
        ))}
      </ul>
      <RevokeDialog revoking={revoking} onClose={() => setRevoking(null)} />
    </>
  )
}
