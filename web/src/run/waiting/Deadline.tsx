import { Clock } from 'lucide-react'
import type { Question } from '@/api/types'
import { useNow } from '@/ui/useNow'
import { withoutAnswer } from './withoutAnswer'
import styles from './Waiting.module.css'

const EVERY_SECOND = 1_000

export function Deadline({ question }: { question: Question }) {
  const now = useNow(EVERY_SECOND)
  return (
    <p className={styles.deadline}>
      <Clock size={14} aria-hidden="true" />
      {withoutAnswer(question, now)}
    </p>
  )
}
