import { Textarea, TextInput } from '@mantine/core'
import { useState, type DragEvent } from 'react'
import { described } from '../described'
import { named, type FieldProps } from '../field'
import styles from './text.module.css'

const NEARLY_FULL = 0.8
const DROPPABLE = /\.(csv|txt|md)$/i

export function TextField(props: FieldProps) {
  const { field, value, invalid, onChange } = props
  const text = typeof value === 'string' ? value : ''
  const limit = field.limits.max_length
  const isLong = field.limits.multiline || text.includes('\n')
  const shared = {
    ...named(field, invalid),
    ...described(field, invalid),
    value: text,
    error: invalid,
    placeholder: field.placeholder,
    required: field.required,
  }
  return (
    <>
      {isLong ? (
        <LongText shared={shared} isBlank={text === ''} onChange={onChange} />
      ) : (
        <TextInput {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
      {limit != null && text.length >= limit * NEARLY_FULL && (
        <span className={styles.count} data-over={text.length > limit || undefined}>
          {text.length} of {limit}
        </span>
      )}
    </>
  )
}

interface LongTextProps {
  shared: object
  isBlank: boolean
  onChange: FieldProps['onChange']
}

function LongText({ shared, isBlank, onChange }: LongTextProps) {
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    setOver(false)
    const file = [...event.dataTransfer.files].find(({ name }) => DROPPABLE.test(name))
    if (file === undefined) return
    event.preventDefault()
    void file.text().then(onChange)
  }
  return (
    <Textarea
      {...shared}
      className={styles.long}
      data-over={over || undefined}
      autosize
      minRows={2}
      maxRows={14}
      onChange={(event) => onChange(event.currentTarget.value)}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      description={isBlank ? 'You can drop a .txt or .csv file here.' : undefined}
      inputWrapperOrder={['input', 'description']}
    />
  )
}
