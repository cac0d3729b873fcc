import type { Field } from '@/api/types'
import styles from './KindMark.module.css'

type Kind = Field['kind']

const SHAPES: Record<Kind, string> = {
  text: 'M2 4h12M2 8h12M2 12h7',
  image: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z',
  video: 'M4 2.5v11l9-5.5Z',
  audio: 'M8 1.5 14.5 8 8 14.5 1.5 8Z',
  number: 'M8 1.8 13.6 5v6L8 14.2 2.4 11V5Z',
  boolean: 'M5.5 4h5a4 4 0 0 1 0 8h-5a4 4 0 0 1 0-8Z',
  choice: 'M3 6l5 5 5-5',
  colour: 'M8 1.5c3 3.6 4.5 5.6 4.5 8a4.5 4.5 0 0 1-9 0c0-2.4 1.5-4.4 4.5-8Z',
  any: 'M3 3h10v10H3Z',
}

/** The sign of a kind of value: its colour and its shape; dashed when it is a list. */
export function KindMark({ kind, list = false }: { kind: Kind; list?: boolean }) {
  return (
    <svg
      className={styles.mark}
      data-kind={kind}
      width="14"
      height="14"
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d={SHAPES[kind]} strokeDasharray={list ? '2.6 2.2' : undefined} />
    </svg>
  )
}
