import { lazy, Suspense, useState } from 'react'
import { contentUrl } from '@/api/media'
import type { Flow, FlowResult, ResultItem, Run } from '@/api/types'
import { ColourResults } from '@/values/colour/Result'
import { BeforeAfter } from '@/values/image/BeforeAfter'
import { ImageResults, Placeholder } from '@/values/image/Result'
import { TextResult } from '@/values/text/Result'
import { isMedia } from './form'
import { asText } from './asText'
import { isOver } from './progress'
import styles from './Results.module.css'
import { ResultTable } from './ResultTable'

const Lightbox = lazy(() => import('./Lightbox').then(({ Lightbox }) => ({ default: Lightbox })))

/** What a run made, result by result, in the builder's order. */
export function Results({ flow, run }: { flow: Flow; run: Run }) {
  const [open, setOpen] = useState<ResultItem | null>(null)
  const going = !isOver(run.status)
  const pictures = flow.results.flatMap(({ key }) => itemsOf(run, key)).filter(isPicture)
  const shown = flow.results.filter(({ key }) => going || hasSomething(run, key))
  return (
    <>
      <div className={styles.results} data-side-by-side={shown.every(isOnePicture) || undefined}>
        {shown.map((result) => (
          <section key={result.key} className={styles.result} aria-label={result.label}>
            <h2>{result.label}</h2>
            <OneResult run={run} result={result} going={going} onOpen={setOpen} />
          </section>
        ))}
      </div>
      {open !== null && (
        <Suspense>
          <Lightbox
            flow={flow}
            run={run}
            pictures={pictures}
            start={pictures.findIndex((picture) => picture.asset === open.asset)}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      )}
    </>
  )
}

interface OneResultProps {
  run: Run
  result: FlowResult
  going: boolean
  onOpen: (item: ResultItem) => void
}

function OneResult({ run, result, going, onOpen }: OneResultProps) {
  const items = itemsOf(run, result.key)
  if (items.length === 0) return <Placeholder />
  if (result.display === 'table') return <ResultTable items={items} />
  const pictures = items.filter((item) => isPicture(item) || item.type === 'error')
  const before = result.before == null ? null : sourceOf(run, result.before)
  const first = items.find(isPicture)
  const colours = valuesOf(items, (type) => type === 'colour')
  const texts = valuesOf(items, (type) => !SHOWN_OTHERWISE.has(type))
  const compare = result.display === 'before_after' && before !== null && first !== undefined
  return (
    <>
      {compare && <BeforeAfter before={before} after={first} onOpen={onOpen} />}
      {pictures.length > 0 && !compare && (
        <ImageResults
          items={pictures}
          large={result.display === 'hero' && pictures.length === 1}
          going={going && result.list}
          onOpen={onOpen}
        />
      )}
      {compare && items.length > 1 && (
        <ImageResults items={pictures} large={false} going={false} onOpen={onOpen} />
      )}
      {colours.length > 0 && <ColourResults colours={colours} />}
      {texts.map((text, at) => (
        <TextResult key={at} text={text} />
      ))}
    </>
  )
}

const itemsOf = (run: Run, key: string): ResultItem[] => run.results[key] ?? []

/** Of a failed run only what was made is shown: why it failed stands above already. */
const hasSomething = (run: Run, key: string) =>
  itemsOf(run, key).some((item) => run.status !== 'failed' || item.type !== 'error')

const isOnePicture = ({ kind, list, display }: FlowResult) =>
  kind === 'image' && !list && display !== 'before_after'

const isPicture = (item: ResultItem) => item.type === 'image' && item.url != null

const SHOWN_OTHERWISE = new Set(['image', 'colour', 'error'])

const valuesOf = (items: ResultItem[], wanted: (type: string) => boolean) =>
  items.filter(({ type, value }) => value != null && wanted(type)).map(({ value }) => asText(value))

/** The address of the picture that went into the field `key`; `null` when it was a web address. */
function sourceOf(run: Run, key: string): string | null {
  const given = (Array.isArray(run.inputs[key]) ? run.inputs[key][0] : run.inputs[key]) as unknown
  if (typeof given === 'string') return given.startsWith('asset_') ? contentUrl(given) : null
  return isMedia(given as never) ? (given as { url: string }).url : null
}
