import { Button } from '@mantine/core'
import { Download, RotateCcw } from 'lucide-react'
import { downloadUrl } from '@/api/media'
import type { Json, Run } from '@/api/types'
import { ago, credits } from '@/ui/words'
import styles from './RunView.module.css'

interface AfterwardsProps {
  run: Run
  onFill: ((inputs: Record<string, Json>) => void) | undefined
}

/** What can be done with a run that is over, what it cost, and when it was. */
export function Afterwards({ run, onFill }: AfterwardsProps) {
  const files = Object.values(run.results)
    .flat()
    .flatMap(({ url }) => (url == null ? [] : [url]))
  const [only] = files
  return (
    <div className={styles.afterwards}>
      {onFill && (
        <Button
          variant="default"
          leftSection={<RotateCcw size={14} />}
          onClick={() => onFill(run.inputs as Record<string, Json>)}
        >
          Run again with these inputs
        </Button>
      )}
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
