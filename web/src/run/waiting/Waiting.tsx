import type { Field, Run } from '@/api/types'
import { Pulse } from '@/ui/Pulse'
import { Asked } from './Asked'
import styles from './Waiting.module.css'

interface WaitingProps {
  run: Run
  fields: readonly Field[]
  /** An answer was taken; what was answered is about to go. */
  onAnswered: () => void
}

/** What a run waits for, to be answered in place; several questions stand one below the other. */
export function Waiting({ run, fields, onAnswered }: WaitingProps) {
  const { questions } = run
  return (
    <section className={styles.panel} aria-label="Waits for you">
      <p className={styles.sign}>
        <Pulse />
        {questions.length > 1
          ? `${String(questions.length)} questions wait for you`
          : 'Waits for you'}
      </p>
      <ol className={styles.questions}>
        {questions.map((question) => (
          <li key={question.id}>
            <Asked run={run} question={question} fields={fields} onAnswered={onAnswered} />
          </li>
        ))}
      </ol>
    </section>
  )
}
