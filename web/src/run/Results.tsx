import { useState, type CSSProperties } from 'react'
import type { Field, FlowResult, ResultItem, Run } from '@/api/types'
import { isPicture } from '@/values/image/isPicture'
import { ratioOf } from '@/values/image/ratio'
import { LargeView } from './LargeView'
import { OneResult } from './OneResult'
import { isOver } from './progress'
import styles from './Results.module.css'

/** Which results a run shows, and the fields it was made from. */
export interface Shape {
  results: readonly FlowResult[]
  fields: readonly Field[]
}

/** What a run made, result by result, in the builder's order. */
export function Results({ run, shape }: { run: Run; shape: Shape }) {
  const [open, setOpen] = useState<number | null>(null)
  const pictures = shape.results.flatMap(({ key }) => itemsOf(run, key)).filter(isPicture)
  const shown = shape.results.filter(({ key }) => isUnderWay(run) || hasSomething(run, key))
  const sideBySide = shown.length > 1 && shown.every(isOnePicture)
  const openItem = ({ asset }: ResultItem) =>
    setOpen(pictures.findIndex((picture) => picture.asset === asset))
  if (shown.length === 0) return null
  return (
    <>
      <div className={styles.results} data-side-by-side={sideBySide || undefined}>
        {shown.map((result) => (
          <section
            key={result.key}
            className={styles.result}
            aria-label={result.label}
            style={{ '--ratio': ratioOf(itemsOf(run, result.key)[0]) } as CSSProperties}
          >
            <h2>{result.label}</h2>
            <OneResult
              run={run}
              result={result}
              items={itemsOf(run, result.key)}
              beside={sideBySide}
              onOpen={openItem}
            />
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

const itemsOf = (run: Run, key: string): ResultItem[] => run.results[key] ?? []

/** While it waits for a person, nothing more comes by itself. */
const isUnderWay = ({ status }: Run) => !isOver(status) && status !== 'waiting'

/** Of a failed run only what was made is shown: why it failed stands above already. */
const hasSomething = (run: Run, key: string) =>
  itemsOf(run, key).some((item) => run.status !== 'failed' || item.type !== 'error')

const isOnePicture = ({ kind, list, display }: FlowResult) =>
  kind === 'image' && !list && display !== 'before_after'
