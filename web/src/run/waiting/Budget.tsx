import { Button } from '@mantine/core'
import { credits } from '@/ui/words'
import type { AskingProps } from './asking'
import { Refused } from './Refused'
import styles from './Waiting.module.css'

/** Let a run cost more than its ceiling, or stop it before it costs anything. */
export function Budget({ question, answer, pending, refused }: AskingProps) {
  const most = credits(question.credits ?? 0)
  return (
    <>
      <p className={styles.words}>Nothing has been done or paid yet.</p>
      <div className={styles.actions}>
        <Refused message={refused} />
        <Button loading={pending} onClick={() => answer(true)}>
          Run for up to {most}
        </Button>
        <Button variant="default" disabled={pending} onClick={() => answer(false)}>
          Stop
        </Button>
      </div>
    </>
  )
}
