import { Button } from '@mantine/core'
import type { Problem } from '@/api/problem'
import { Notice } from './Notice'

export function Retry({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  return (
    <Notice title="That did not work">
      <p role="alert">{problem.message}</p>
      <Button variant="default" onClick={onRetry}>
        Try again
      </Button>
    </Notice>
  )
}
