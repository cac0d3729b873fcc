import { useState } from 'react'
import { contentUrl } from '@/api/media'
import type { Field, FlowResult, ResultItem, Run } from '@/api/types'
import { ColourResults } from '@/values/colour/Result'
import { BeforeAfter } from '@/values/image/BeforeAfter'
import { isPicture } from '@/values/image/isPicture'
import { ImageResults, Placeholder } from '@/values/image/Result'
import { TextResult } from '@/values/text/Result'
import { isMedia } from './form'
import { asText } from './asText'
import { LargeView } from './LargeView'
import { isOver } from './progress'
import styles from './Results.module.css'
import { ResultTable } from './ResultTable'

/** Which results a run shows, and the fields it was made from. */
export interface Shape {
  results: readonly FlowResult[]
  fields: readonly Field[]
}

/** What a run made, result by result, in the builder's order. */
export function Results({ run, shape }: { run: Run; shape: Shape }) {
  const [open, setOpen] = useState<number | null>(null)
  const going = !isOver(run.status)
  const pictures = shape.results.flatMap(({ key }) => itemsOf(run, key)).filter(isPicture)
  const shown = shape.results.filter(({ key }) => going || hasSomething(run, key))
  const openItem = ({ asset }: ResultItem) =>
    setOpen(pictures.findIndex((picture) => picture.asset === asset))
  return (
    <>
      <div className={styles.results} data-side-by-side={shown.every(isOnePicture) || undefined}>
        {shown.map((result) => (
          <section key={result.key} className={styles.result} aria-label={result.label}>
            <h2>{result.label}</h2>
            <OneResult run={run} result={result} going={going} onOpen={openItem} />
          </section>
        ))}
      </div>
      <LargeView
        run={run}
        fields={shape.fields}
        pictures={pictures}
        at={open}
        onClose={() => setOpen(null)}
      />
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

const SHOWN_OTHERWISE = new Set(['image', 'colour', 'error'])

const valuesOf = (items: ResultItem[], wanted: (type: string) => boolean) =>
  items.filter(({ type, value }) => value != null && wanted(type)).map(({ value }) => asText(value))

/** The address of the picture that went into the field `key`; `null` when it was a web address. */
function sourceOf(run: Run, key: string): string | null {
  const given = (Array.isArray(run.inputs[key]) ? run.inputs[key][0] : run.inputs[key]) as unknown
  if (typeof given === 'string') return given.startsWith('asset_') ? contentUrl(given) : null
  return isMedia(given as never) ? (given as { url: string }).url : null
}
