import { Button, Skeleton } from '@mantine/core'
import { Download, RotateCcw } from 'lucide-react'
import { downloadUrl } from '@/api/media'
import { asProblem } from '@/api/problem'
import type { Flow, Json, Run } from '@/api/types'
import { Retry } from '@/ui/Retry'
import { ago, credits } from '@/ui/words'
import { isOver } from './progress'
import { Outcome } from './Outcome'
import { ProgressPanel } from './ProgressPanel'
import { Results } from './Results'
import styles from './RunView.module.css'
import { useRun } from './useRun'

interface RunViewProps {
  id: string
  flow: Flow
  onFill: (inputs: Record<string, Json>) => void
}

/** One run: how far it is, or how it ended, and what it made so far. */
export function RunView({ id, flow, onFill }: RunViewProps) {
  const run = useRun(id)
  if (run.isError && run.data === undefined) {
    return <Retry problem={asProblem(run.error)} onRetry={() => void run.refetch()} />
  }
  if (run.data === undefined) return <Skeleton height={360} radius="lg" />
  const over = isOver(run.data.status)
  return (
    <section className={styles.view} aria-label="Results">
      {over ? <Outcome run={run.data} /> : <ProgressPanel run={run.data} />}
      <Results flow={flow} run={run.data} />
      {over && <Afterwards run={run.data} onFill={onFill} />}
    </section>
  )
}

function Afterwards({ run, onFill }: { run: Run; onFill: RunViewProps['onFill'] }) {
  const files = Object.values(run.results)
    .flat()
    .flatMap(({ url }) => (url == null ? [] : [url]))
  const [only] = files
  return (
    <div className={styles.afterwards}>
      <Button
        variant="default"
        leftSection={<RotateCcw size={14} />}
        onClick={() => onFill(run.inputs as Record<string, Json>)}
      >
        Run again with these inputs
      </Button>
      {only !== undefined && (
        <Button
          component="a"
          href={files.length > 1 ? `/v1/runs/${run.id}/results.zip` : downloadUrl(only)}
          download
          variant="default"
          leftSection={<Download size={14} />}
        >
          {files.length > 1 ? 'Download all' : 'Download'}
        </Button>
      )}
      <span className={styles.meta}>
        {run.credits.captured === 0 ? 'Free' : credits(run.credits.captured)} ·{' '}
        {ago(run.created_at)}
      </span>
    </div>
  )
}
