import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { asProblem } from '@/api/problem'
import { flowQuery } from '@/api/queries'
import type { Flow, Json } from '@/api/types'
import { NotFound } from '@/app/NotFound'
import { Retry } from '@/ui/Retry'
import { useTitle } from '@/ui/useTitle'
import { count, price } from '@/ui/words'
import { ApiPanel } from './ApiPanel'
import { BeforeRun } from './BeforeRun'
import { History } from './History'
import { RUN_BUTTON, RunForm } from './RunForm'
import styles from './RunPage.module.css'
import { RunView } from './RunView'
import { useFlowForm } from './useFlowForm'
import { useStart } from './useStart'

const route = getRouteApi('/flows/$slug')

export function RunPage() {
  const { slug } = route.useParams()
  const flow = useQuery(flowQuery(slug))
  useTitle(flow.data?.name)
  if (flow.isError) {
    const problem = asProblem(flow.error)
    if (problem.status === 404) return <NotFound />
    return <Retry problem={problem} onRetry={() => void flow.refetch()} />
  }
  if (flow.data === undefined) return <Loading />
  // A new flow is a new form: nothing typed for one may reach the other.
  return <Studio key={flow.data.id} flow={flow.data} />
}

function Studio({ flow }: { flow: Flow }) {
  const { run } = route.useSearch()
  const navigate = route.useNavigate()
  const results = useRef<HTMLDivElement>(null)
  const form = useFlowForm(flow)
  const start = useStart(flow, form, ({ id }) => {
    void navigate({ search: { run: id }, resetScroll: false })
    showIfBelow(results.current)
  })
  useKeepDroppedFilesHere()
  const again = (inputs: Record<string, Json>) => {
    form.fill(inputs)
    document.getElementById(RUN_BUTTON)?.focus()
  }

  return (
    <div className={styles.page}>
      <div className={styles.side}>
        <section className={styles.panel} aria-label="Form">
          <header className={styles.intro}>
            <h1>{flow.name}</h1>
            <p>{flow.description}</p>
            <p className={styles.facts}>
              {price(flow.price.credits, flow.price.certainty)} ·{' '}
              {count(flow.generations, 'generation')}
            </p>
          </header>
          <RunForm
            flow={flow}
            form={form}
            pending={start.pending}
            refused={start.general}
            onRun={start.run}
          />
        </section>
      </div>
      <div className={styles.work} ref={results}>
        {run === undefined ? (
          <BeforeRun flow={flow} />
        ) : (
          <RunView key={run} id={run} shape={flow} onFill={again} />
        )}
        <History flow={flow.slug} chosen={run} />
        <ApiPanel flow={flow} inputs={form.inputs} />
      </div>
    </div>
  )
}

/** In one column the results stand below the form: bring them to the eye. */
function showIfBelow(results: HTMLElement | null) {
  const top = results?.getBoundingClientRect().top ?? 0
  if (top > window.innerHeight / 2) results?.scrollIntoView({ block: 'start', behavior: 'smooth' })
}

/** A file dropped beside its field must not make the browser leave the page for it. */
function useKeepDroppedFilesHere() {
  useEffect(() => {
    const stay = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    window.addEventListener('dragover', stay)
    window.addEventListener('drop', stay)
    return () => {
      window.removeEventListener('dragover', stay)
      window.removeEventListener('drop', stay)
    }
  }, [])
}

function Loading() {
  return (
    <div className={styles.page} aria-busy="true" aria-label="Loading the flow">
      <div className={styles.side}>
        <Skeleton height={480} radius="lg" />
      </div>
      <div className={styles.work}>
        <Skeleton height={480} radius="lg" />
      </div>
    </div>
  )
}
