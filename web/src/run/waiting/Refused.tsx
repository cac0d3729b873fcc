import { CircleAlert } from 'lucide-react'
import styles from './Waiting.module.css'

/** What is wrong with an answer, said where it was given. */
export function Refused({ id, message }: { id?: string; message: string | null }) {
  if (message === null) return null
  return (
    <p id={id} className={styles.refused} role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <span>{message}</span>
    </p>
  )
}
