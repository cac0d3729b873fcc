import { Hourglass } from 'lucide-react'
import { useNow } from '@/ui/useNow'
import { left } from '@/ui/words'
import { nextTry, type Postponed } from './postponement'
import styles from './Progress.module.css'

const EVERY_SECOND = 1_000

/** A step that could not be done just now, why, and when it is tried again. */
export function PutOff({ known }: { known: Postponed }) {
  const now = useNow(EVERY_SECOND)
  const next = nextTry(known)
  if (next === undefined) return null
  const seconds = (next.until - now) / 1000
  return (
    <p className={styles.postponed}>
      <Hourglass size={14} aria-hidden="true" />
      <span>
        {next.message} {seconds < 1 ? 'It is tried again now.' : `Tries again in ${left(seconds)}.`}
      </span>
    </p>
  )
}
