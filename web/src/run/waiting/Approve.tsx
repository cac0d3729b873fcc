import { Button } from '@mantine/core'
import { useState } from 'react'
import { isPicture } from '@/values/image/isPicture'
import { ImageResults } from '@/values/image/Result'
import { TextResult } from '@/values/text/Result'
import { asText } from '../asText'
import { LargeView } from '../LargeView'
import type { AskingProps } from './asking'
import { Refused } from './Refused'
import styles from './Waiting.module.css'

/** Look at a value; it goes on, or stops here. */
export function Approve({ run, question, fields, answer, pending, refused }: AskingProps) {
  const [open, setOpen] = useState<number | null>(null)
  const pictures = question.options.filter(isPicture)
  const others = question.options.filter((item) => !pictures.includes(item))
  return (
    <>
      {pictures.length > 0 && (
        <ImageResults
          items={pictures}
          large={pictures.length === 1}
          going={false}
          onOpen={(item) => setOpen(pictures.indexOf(item))}
        />
      )}
      {others.map((item, at) => (
        <TextResult key={at} text={item.name ?? asText(item.value)} />
      ))}
      <div className={styles.actions}>
        <Refused message={refused} />
        <Button loading={pending} onClick={() => answer(true)}>
          Approve
        </Button>
        <Button variant="default" disabled={pending} onClick={() => answer(false)}>
          Stop here
        </Button>
      </div>
      <LargeView
        run={run}
        fields={fields}
        pictures={pictures}
        at={open}
        onClose={() => setOpen(null)}
      />
    </>
  )
}
