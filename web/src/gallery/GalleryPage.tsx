import { Button, Skeleton } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { asProblem } from '@/api/problem'
import { flowsQuery } from '@/api/queries'
import { Empty } from '@/ui/Empty'
import { More } from '@/ui/More'
import { Retry } from '@/ui/Retry'
import { useTitle } from '@/ui/useTitle'
import { CategoryChips } from './CategoryChips'
import { FlowTile } from './FlowTile'
import styles from './Gallery.module.css'
import { SearchBox } from './SearchBox'

const route = getRouteApi('/')
const SKELETONS = [0, 1, 2, 3, 4, 5]

export function GalleryPage() {
  useTitle('Gallery')
  const { q = '', category = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const flows = useInfiniteQuery({
    ...flowsQuery({ query: q, category }),
    placeholderData: keepPreviousData,
  })
  const items = flows.data?.pages.flatMap((page) => page.items)
  const narrowed = q !== '' || category !== ''
  const search = (words: string, kind: string) =>
    void navigate({
      search: { ...(words && { q: words }), ...(kind && { category: kind }) },
      replace: true,
    })

  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <h1>Gallery</h1>
        <SearchBox value={q} onChange={(value) => search(value, category)} />
      </div>
      <CategoryChips chosen={category} onChoose={(value) => search(q, value ?? '')} />
      {flows.isError && items === undefined && (
        <Retry problem={asProblem(flows.error)} onRetry={() => void flows.refetch()} />
      )}
      {flows.isPending && (
        <div className={styles.grid} aria-busy="true" aria-label="Loading flows">
          {SKELETONS.map((n) => (
            <Skeleton key={n} className={styles.skeleton} radius="lg" />
          ))}
        </div>
      )}
      {items?.length === 0 && narrowed && (
        <Empty
          title="Nothing matches"
          action={
            <Button variant="default" onClick={() => search('', '')}>
              Show all flows
            </Button>
          }
        >
          Try fewer or other words; names and descriptions are searched.
        </Empty>
      )}
      {items?.length === 0 && !narrowed && (
        <Empty
          title="No flows yet"
          action={
            <Button component="a" href="/docs">
              Publish one with the API
            </Button>
          }
        >
          A flow is a process somebody built once and anyone can run. Published flows appear here.
        </Empty>
      )}
      {items !== undefined && items.length > 0 && (
        <ul className={styles.grid} data-stale={flows.isPlaceholderData || undefined}>
          {items.map((flow) => (
            <li key={flow.id}>
              <FlowTile flow={flow} />
            </li>
          ))}
        </ul>
      )}
      <More pages={flows} />
    </div>
  )
}
