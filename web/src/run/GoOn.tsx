import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { asProblem } from '@/api/problem'
import { newestVersionQuery } from '@/api/queries'
import type { Run } from '@/api/types'
import styles from './GoOn.module.css'
import { useResume } from './useResume'

interface GoOnProps {
  run: Run
  onResumed: () => void
}

/** The ways on from where a run stopped: what was done stays, and is not paid again. */
export function GoOn({ run, onResumed }: GoOnProps) {
  const slug = run.flow_slug
  const newest = useQuery({ ...newestVersionQuery(slug ?? ''), enabled: slug !== null })
  const resume = useResume(run, onResumed)
  const isNewer = newest.data !== undefined && run.version !== null && newest.data > run.version
  const isStarting = (withNewest: boolean) => resume.isPending && resume.variables === withNewest
  return (
    <>
      <div className={styles.ways}>
        <Button
          variant="default"
          loading={isStarting(false)}
          disabled={resume.isPending}
          onClick={() => resume.mutate(false)}
        >
          Go on from where it stopped
        </Button>
        {isNewer && (
          <Button
            variant="default"
            loading={isStarting(true)}
            disabled={resume.isPending}
            onClick={() => resume.mutate(true)}
          >
            Go on with the newest version
          </Button>
        )}
      </div>
      {isNewer && (
        <p className={styles.hint}>
          The flow was changed since: this run began with version {run.version}, the newest is{' '}
          {newest.data}. What both have in common is kept.
        </p>
      )}
      {resume.error && (
        <p className={styles.refused} role="alert">
          {words(resume.error)}
        </p>
      )}
    </>
  )
}

function words(error: unknown): string {
  const { message, errors } = asProblem(error)
  return [message, ...errors.map((one) => one.message)]
    .filter((said, at, all) => all.indexOf(said) === at)
    .join(' ')
}
