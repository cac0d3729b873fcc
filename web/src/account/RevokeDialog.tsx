import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { revokeKey } from '@/api/actions'
import { asProblem } from '@/api/problem'
import { keysQuery } from '@/api/queries'
import type { Key } from '@/api/types'
import styles from './Keys.module.css'

interface RevokeDialogProps {
  revoking: Key | null
  onClose: () => void
}

export function RevokeDialog({ revoking, onClose }: RevokeDialogProps) {
  return (
    <Modal opened={revoking !== null} onClose={onClose} title={`Revoke “${revoking?.name ?? ''}”?`}>
      {revoking && <Confirm revoking={revoking} onClose={onClose} />}
    </Modal>
  )
}

function Confirm({ revoking, onClose }: { revoking: Key; onClose: () => void }) {
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => revokeKey(revoking.id),
    onSuccess: async () => {
      await queries.invalidateQueries(keysQuery)
      onClose()
    },
  })
  return (
    <>
      <p className={styles.hint}>
        Programs that use this key are refused from now on. This cannot be undone.
      </p>
      {revoke.error && (
        <p className={styles.refused} role="alert">
          {asProblem(revoke.error).message}
        </p>
      )}
      <div className={styles.actions}>
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button color="danger" loading={revoke.isPending} onClick={() => revoke.mutate()}>
          Revoke key
        </Button>
      </div>
    </>
  )
}
