import { CircleAlert } from 'lucide-react'
import { CopyButton } from '@/ui/CopyButton'
import styles from './text.module.css'

export function TextResult({ text }: { text: string }) {
  return (
    <div className={styles.result}>
      <p>{text}</p>
      <CopyButton text={text} label="Copy the text" />
    </div>
  )
}

/** Stands where a text would. */
export function FailedText({ message }: { message?: string | null | undefined }) {
  return (
    <p className={styles.failed}>
      <CircleAlert size={18} aria-hidden="true" />
      {message ?? 'This one did not work out.'}
    </p>
  )
}
