import { Button } from '@mantine/core'
import { useState, type CSSProperties } from 'react'
import type { ResultItem } from '@/api/types'
import { isPicture } from '@/values/image/isPicture'
import { ratioOf } from '@/values/image/ratio'
import { LargeView } from '../LargeView'
import { headingId, type AskingProps } from './asking'
import { PickOption } from './PickOption'
import { Refused } from './Refused'
import styles from './Waiting.module.css'

/** Choose one: pictures side by side, texts one below the other. */
export function Pick({ run, question, fields, answer, pending, refused }: AskingProps) {
  const { options } = question
  const [chosen, setChosen] = useState<number | null>(null)
  const [forgotten, setForgotten] = useState(false)
  const [open, setOpen] = useState<number | null>(null)
  const pictures = options.filter(isPicture)
  const choose = (at: number) => {
    setForgotten(false)
    setChosen(at)
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen === null) setForgotten(true)
        else answer(chosen)
      }}
    >
      <div
        className={styles.options}
        role="radiogroup"
        aria-labelledby={headingId(question)}
        data-pictures={pictures.length === options.length || undefined}
        data-few={options.length <= FEW || undefined}
        style={{ '--cell': cellRatio(pictures) } as CSSProperties}
      >
        {options.map((item, at) => (
          <PickOption
            key={at}
            item={item}
            at={at}
            group={`${run.id}-${question.id}`}
            chosen={at === chosen}
            onChoose={() => choose(at)}
            onOpen={isPicture(item) ? () => setOpen(pictures.indexOf(item)) : undefined}
          />
        ))}
      </div>
      <div className={styles.actions}>
        <Refused message={forgotten ? 'Choose one of them first.' : refused} />
        <Button type="submit" loading={pending}>
          {chosen === null ? 'Go on with my choice' : `Go on with no. ${String(chosen + 1)}`}
        </Button>
      </div>
      <LargeView
        run={run}
        fields={fields}
        pictures={pictures}
        at={open}
        onClose={() => setOpen(null)}
        onChoose={(at) => {
          const picture = pictures[at]
          if (picture !== undefined) choose(options.indexOf(picture))
          setOpen(null)
        }}
      />
    </form>
  )
}

/** So many have room one below the other on a phone. */
const FEW = 3

/** The shape of every picture's place: that of the pictures when they are alike, or else square. */
function cellRatio(pictures: readonly ResultItem[]): number {
  const ratios = pictures.map(ratioOf)
  const [first = 1] = ratios
  return ratios.every((ratio) => Math.abs(ratio / first - 1) < 0.05) ? first : 1
}
