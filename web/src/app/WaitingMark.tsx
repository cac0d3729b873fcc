import { VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { waitingQuery } from '@/api/queries'
import { Pulse } from '@/ui/Pulse'
import { useTitleMark } from '@/ui/useTitle'
import styles from './Header.module.css'

/** Stands beside *Runs*, and in the page's title, while runs wait for a person. */
export function WaitingMark() {
  const found = useQuery(waitingQuery()).data
  const count = found?.items.length ?? 0
  const many = `${String(count)}${found?.next ? '+' : ''} wait for you`
  const words = count === 0 ? '' : count === 1 ? 'Waits for you' : many
  useTitleMark(words)
  if (count === 0) return null
  return (
    <span className={styles.waiting} title={words}>
      <Pulse />
      <VisuallyHidden>, {words.toLowerCase()}</VisuallyHidden>
    </span>
  )
}
