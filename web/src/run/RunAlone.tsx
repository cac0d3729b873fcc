import type { FlowResult, Run } from '@/api/types'
import { Page } from '@/ui/Page'
import { useTitle } from '@/ui/useTitle'
import { RunView } from './RunView'

/** A run that came through no flow's door: what it waits for and what it made, without a form. */
export function RunAlone({ run }: { run: Run }) {
  const name = run.flow_name || 'A space'
  useTitle(name)
  return (
    <Page title={name}>
      <RunView key={run.id} id={run.id} shape={{ fields: [], results: resultsOf(run) }} />
    </Page>
  )
}

/** Nobody has labelled its results; they go by their names. */
function resultsOf(run: Run): FlowResult[] {
  return Object.entries(run.results).map(([key, items]) => ({
    key,
    label: key,
    kind: items[0]?.type === 'image' ? 'image' : 'any',
    list: items.length > 1,
    display: items.length > 1 ? 'gallery' : 'hero',
    before: null,
  }))
}
