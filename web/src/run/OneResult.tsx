import { contentUrl } from '@/api/media'
import type { FlowResult, ResultItem, Run } from '@/api/types'
import { ColourResults } from '@/values/colour/Result'
import { BeforeAfter } from '@/values/image/BeforeAfter'
import { isPicture } from '@/values/image/isPicture'
import { ImageResults, Placeholder } from '@/values/image/Result'
import { FailedText, TextResult } from '@/values/text/Result'
import { asText } from './asText'
import { isMedia } from './form'
import { isOver } from './progress'
import { ResultTable } from './ResultTable'

interface OneResultProps {
  run: Run
  result: FlowResult
  items: readonly ResultItem[]
  /** Other pictures stand beside it, so that it is as large as its place. */
  beside: boolean
  onOpen: (item: ResultItem) => void
}

/** The items of one result, each kind of value in its own way. */
export function OneResult({ run, result, items, beside, onOpen }: OneResultProps) {
  if (items.length === 0) return <Placeholder />
  if (result.display === 'table') return <ResultTable items={items} />
  const isPictures = result.kind === 'image' || items.some(isPicture)
  const colours = items.filter(isColour).map(({ value }) => asText(value))
  const others = items.filter((item) => !isColour(item) && !(isPictures && isDrawn(item)))
  return (
    <>
      {isPictures && (
        <Pictures run={run} result={result} items={items} beside={beside} onOpen={onOpen} />
      )}
      {colours.length > 0 && <ColourResults colours={colours} />}
      {others.map((item, at) =>
        item.type === 'error' ? (
          <FailedText key={at} message={item.message} />
        ) : (
          <TextResult key={at} text={item.name ?? asText(item.value)} />
        ),
      )}
    </>
  )
}

function Pictures({ run, result, items, beside, onOpen }: OneResultProps) {
  const pictures = items.filter(isDrawn)
  const first = items.find(isPicture)
  const before = result.before == null ? null : sourceOf(run, result.before)
  const compare = result.display === 'before_after' && before !== null && first !== undefined
  return (
    <>
      {compare && <BeforeAfter before={before} after={first} onOpen={onOpen} />}
      {pictures.length > (compare ? 1 : 0) && (
        <ImageResults
          items={pictures}
          large={pictures.length === 1 && (beside || result.display === 'hero')}
          going={!compare && result.list && !isOver(run.status)}
          onOpen={onOpen}
        />
      )}
    </>
  )
}

/** A picture, or the place where one failed. */
const isDrawn = (item: ResultItem) => isPicture(item) || item.type === 'error'

const isColour = (item: ResultItem) => item.type === 'colour' && item.value != null

/** The address of the picture that went into the field `key`; `null` when it was a web address. */
function sourceOf(run: Run, key: string): string | null {
  const given = (Array.isArray(run.inputs[key]) ? run.inputs[key][0] : run.inputs[key]) as unknown
  if (typeof given === 'string') return given.startsWith('asset_') ? contentUrl(given) : null
  return isMedia(given as never) ? (given as { url: string }).url : null
}
