import { CircleAlert } from 'lucide-react'
import styles from './image.module.css'

/** Why pictures were not taken, said where they were dropped. */
export function Refused({ messages }: { messages: readonly string[] }) {
  if (messages.length === 0) return null
  return (
    <div role="alert">
      <ul className={styles.refused}>
        {messages.map((message) => (
          <li key={message}>
            <CircleAlert size={14} aria-hidden="true" />
            <span>{message}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
