import type { ComponentType } from 'react'
import type { Field, Question, Run } from '@/api/types'
import { Approve } from './Approve'
import { headingId, type AskingProps } from './asking'
import { Budget } from './Budget'
import { Deadline } from './Deadline'
import { Edit } from './Edit'
import { Pick } from './Pick'
import { titleOf } from './title'
import { useAnswer } from './useAnswer'
import styles from './Waiting.module.css'

const kinds: Record<Question['asks'], ComponentType<AskingProps>> = {
  pick: Pick,
  approve: Approve,
  edit: Edit,
  budget: Budget,
}

interface AskedProps {
  run: Run
  question: Question
  fields: readonly Field[]
  onAnswered: () => void
}

/** One question: what is to be decided, until when, and the ways to decide it. */
export function Asked({ run, question, fields, onAnswered }: AskedProps) {
  const { answer, pending, refused } = useAnswer(run, question, onAnswered)
  const Kind = kinds[question.asks]
  return (
    <div className={styles.question}>
      <div className={styles.top}>
        <h2 id={headingId(question)} tabIndex={-1}>
          {titleOf(question)}
          {question.item !== null && <span className={styles.item}> no. {question.item + 1}</span>}
        </h2>
        {question.deadline !== null && <Deadline question={question} />}
      </div>
      <Kind
        run={run}
        question={question}
        fields={fields}
        answer={answer}
        pending={pending}
        refused={refused}
      />
    </div>
  )
}
