import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Field } from '@/api/types'
import { fieldIds } from './field'
import styles from './FieldFrame.module.css'
import { KindMark } from './KindMark'

interface FieldFrameProps {
  field: Field
  error: string | undefined
  children: ReactNode
}

/** What stands around every widget: the label, whether it is needed, help, what is wrong. */
export function FieldFrame({ field, error, children }: FieldFrameProps) {
  const ids = fieldIds(field)
  return (
    <div className={styles.frame}>
      <div className={styles.top}>
        <KindMark kind={field.kind} list={field.list} />
        <label id={ids.label} htmlFor={ids.input}>
          {field.label}
        </label>
        {field.required && <span className={styles.required}>Required</span>}
      </div>
      {field.help && (
        <p id={ids.help} className={styles.help}>
          {field.help}
        </p>
      )}
      {children}
      {error !== undefined && (
        <p id={ids.error} className={styles.error}>
          <CircleAlert size={14} aria-hidden="true" />
          <span>{error}</span>
        </p>
      )}
    </div>
  )
}
