import { ActionIcon, Button, TextInput } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { useEffect, useRef, type ClipboardEvent, type KeyboardEvent } from 'react'
import type { Json } from '@/api/types'
import { described } from '../described'
import { fieldIds, named, type FieldProps } from '../field'
import styles from './text.module.css'

/** Rows of one value each. Several pasted lines become several rows. */
export function ListField({ field, value, invalid, onChange }: FieldProps) {
  const isNumber = field.kind === 'number'
  const rows = Array.isArray(value) && value.length > 0 ? value.map(String) : ['']
  const box = useRef<HTMLDivElement>(null)
  const focusNext = useRef<number | null>(null)
  const most = field.limits.max_items ?? Infinity

  useEffect(() => {
    if (focusNext.current === null) return
    box.current?.querySelectorAll('input')[focusNext.current]?.focus()
    focusNext.current = null
  })

  const put = (next: string[], focus: number | null = null) => {
    focusNext.current = focus
    onChange(next.slice(0, most).map((row) => (isNumber ? asNumber(row) : row)))
  }
  const splice = (at: number, remove: number, ...added: string[]) =>
    rows.toSpliced(at, remove, ...added)
  const paste = (event: ClipboardEvent, at: number) => {
    const lines = event.clipboardData
      .getData('text')
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
    if (lines.length < 2) return
    event.preventDefault()
    const kept = rows[at]?.trim() === '' ? lines : [rows[at] ?? '', ...lines]
    put(splice(at, 1, ...kept), at + kept.length - 1)
  }
  const key = (event: KeyboardEvent, at: number) => {
    if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey) {
      event.preventDefault()
      put(splice(at + 1, 0, ''), at + 1)
    } else if (event.key === 'Backspace' && rows[at] === '' && rows.length > 1) {
      event.preventDefault()
      put(splice(at, 1), Math.max(0, at - 1))
    }
  }
  return (
    <div ref={box} className={styles.rows} role="group" aria-labelledby={fieldIds(field).label}>
      {rows.map((row, at) => (
        <div key={at} className={styles.row}>
          <TextInput
            {...(at === 0
              ? { ...named(field, invalid), ...described(field, invalid) }
              : { 'aria-label': `${field.label}, line ${String(at + 1)}` })}
            className={styles.grow}
            inputMode={isNumber ? 'decimal' : 'text'}
            error={invalid}
            value={row}
            placeholder={field.placeholder}
            onChange={(event) => put(splice(at, 1, event.currentTarget.value))}
            onPaste={(event) => paste(event, at)}
            onKeyDown={(event) => key(event, at)}
          />
          <ActionIcon
            aria-label={`Remove line ${String(at + 1)}`}
            disabled={rows.length === 1 && row === ''}
            onClick={() => put(splice(at, 1), Math.max(0, at - 1))}
          >
            <X size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        className={styles.add}
        leftSection={<Plus size={14} />}
        disabled={rows.length >= most}
        onClick={() => put([...rows, ''], rows.length)}
      >
        Add a line
      </Button>
    </div>
  )
}

function asNumber(row: string): Json {
  const number = Number(row)
  return row.trim() === '' || Number.isNaN(number) ? row : number
}
