import { Check } from 'lucide-react'
import type { ResultItem } from '@/api/types'
import { OpenTool } from '@/values/image/Tools'
import { Option } from '@/values/Option'
import styles from './PickOption.module.css'

interface PickOptionProps {
  item: ResultItem
  at: number
  /** The name its radio button shares with the others. */
  group: string
  chosen: boolean
  onChoose: () => void
  onOpen: (() => void) | undefined
}

export function PickOption({ item, at, group, chosen, onChoose, onOpen }: PickOptionProps) {
  const name = `No. ${String(at + 1)}`
  return (
    <div className={styles.option} data-chosen={chosen || undefined}>
      <label className={styles.label}>
        <input type="radio" name={group} checked={chosen} onChange={onChoose} />
        <Option item={item} name={name} />
        <span className={styles.mark} aria-hidden="true">
          {chosen ? <Check size={14} strokeWidth={3} /> : at + 1}
        </span>
      </label>
      {onOpen !== undefined && (
        <span className={styles.open}>
          <OpenTool name={name} onOpen={onOpen} />
        </span>
      )}
    </div>
  )
}
