import type { ResultItem } from '@/api/types'

/** One of several values to choose from, drawn inside its label. */
export interface OptionProps {
  item: ResultItem
  /** What it is called where its content does not say it. */
  name: string
}
