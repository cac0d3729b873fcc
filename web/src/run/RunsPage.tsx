import { Button, Skeleton } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import { asProblem } from '@/api/problem'
import type { Run } from '@/api/types'
import { Empty } from '@/ui/Empty'
import { More } from '@/ui/More'
import { Page } from '@/ui/Page'
import { Retry } from '@/ui/Retry'
import { useTitle } from '@/ui/useTitle'
import { RunRow } from './RunRow'
import styles from './RunsPage.module.css'
import { useRuns } from './useRuns'

const route = getRouteApi('/runs')
const ROW_HEIGHT = 73

export function RunsPage() {
  useTitle('Runs')
  const { flow } = route.useSearch()
  const { pages, runs: items } = useRuns(flow)
  if (pages.isError && items === undefined) {
    return <Retry problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />
  }
  const only = flow === undefined ? undefined : items?.[0]?.flow_name || flow
  return (
    <Page
      title="Runs"
      lead={only !== undefined && <>Only runs of {only}.</>}
      action={
        flow !== undefined && (
          <Button component={Link} to="/runs" variant="default">
            Show all runs
          </Button>
        )
      }
    >
      {items === undefined && <Skeleton height={ROW_HEIGHT * 4} radius="md" />}
      {items?.length === 0 && (
        <Empty
          title="No runs yet"
          action={
            <Button component={Link} to="/">
              Choose a flow
            </Button>
          }
        >
          Every run is kept here with its results, also when you close the page while it goes on.
        </Empty>
      )}
      {items !== undefined && items.length > 0 && <RunList runs={items} />}
      <More pages={pages} />
    </Page>
  )
}

/** Draws only the rows near the screen. */
function RunList({ runs }: { runs: Run[] }) {
  const list = useRef<HTMLUListElement>(null)
  const [above, setAbove] = useState(0)
  useLayoutEffect(() => setAbove(list.current?.offsetTop ?? 0), [])
  const rows = useWindowVirtualizer({
    count: runs.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollMargin: above,
  })
  return (
    <ul ref={list} className={styles.list} style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ index, start }) => {
        const run = runs[index]
        if (run === undefined) return null
        return (
          <li
            key={run.id}
            className={styles.item}
            style={{ height: ROW_HEIGHT, transform: `translateY(${String(start - above)}px)` }}
          >
            <RunRow run={run} />
          </li>
        )
      })}
    </ul>
  )
}
