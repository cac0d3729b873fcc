import type { RunStatus } from '@/api/types'

const words: Record<RunStatus, string> = {
  queued: 'Queued',
  running: 'Running',
  waiting: 'Waits for you',
  succeeded: 'Done',
  succeeded_with_errors: 'Done, with errors',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

export const statusWords = (status: RunStatus) => words[status]
