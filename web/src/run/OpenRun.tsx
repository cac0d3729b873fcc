import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Navigate } from '@tanstack/react-router'
import { asProblem } from '@/api/problem'
import { runQuery } from '@/api/queries'
import { NotFound } from '@/app/NotFound'
import { Page } from '@/ui/Page'
import { Retry } from '@/ui/Retry'
import { RunAlone } from './RunAlone'

const route = getRouteApi('/runs/$id')

/** The address of a run alone: leads to the run on its flow's page, where it has one. */
export function OpenRun() {
  const { id } = route.useParams()
  const run = useQuery(runQuery(id))
  if (run.isError) {
    const problem = asProblem(run.error)
    if (problem.status === 404) return <NotFound />
    return <Retry problem={problem} onRetry={() => void run.refetch()} />
  }
  if (run.data === undefined) {
    return (
      <Page title="Run">
        <Skeleton height={320} radius="lg" />
      </Page>
    )
  }
  const slug = run.data.flow_slug
  if (slug === null) return <RunAlone run={run.data} />
  return <Navigate to="/flows/$slug" params={{ slug }} search={{ run: id }} replace />
}
