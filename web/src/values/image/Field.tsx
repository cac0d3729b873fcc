import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { FieldValue } from '@/run/form'
import { fieldIds, type FieldProps } from '../field'
import { DropArea } from './DropArea'
import styles from './image.module.css'
import { ImagePreview } from './Preview'
import { Refused } from './Refused'
import { UploadBar } from './UploadBar'
import { useUploads } from './useUploads'

export function ImageField({ field, value, invalid, onChange, onBusy }: FieldProps) {
  const focusAfterRemove = useRef(false)
  // A new file is a new try: what was wrong with the old one no longer stands.
  const onStart = () => onChange((old) => old)
  const { uploads, refused, start } = useUploads({ onStart, onDone: onChange, onBusy })
  useEffect(() => {
    if (!focusAfterRemove.current) return
    focusAfterRemove.current = false
    document.getElementById(fieldIds(field).input)?.focus()
  })
  const remove = () => {
    focusAfterRemove.current = true
    onChange(undefined)
  }
  const replacing = uploads[0]
  if (replacing !== undefined) return <UploadBar uploading={replacing} />
  return (
    <>
      {isSet(value) ? (
        <div className={styles.chosen} data-invalid={invalid || undefined}>
          <ImagePreview value={value} />
          <div className={styles.actions}>
            <Replace accept={start} label={field.label} />
            <Button
              variant="default"
              size="xs"
              onClick={remove}
              aria-label={`Remove: ${field.label}`}
            >
              Remove
            </Button>
          </div>
        </div>
      ) : (
        <DropArea
          field={field}
          invalid={invalid}
          onFiles={start}
          onAddress={onChange}
          onExample={onChange}
        />
      )}
      <Refused messages={refused} />
    </>
  )
}

const isSet = (value: FieldValue) => value !== undefined && value !== null

function Replace({ accept, label }: { accept: (files: File[]) => void; label: string }) {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        variant="default"
        size="xs"
        aria-label={`Replace: ${label}`}
        onClick={() => chooser.current?.click()}
      >
        Replace
      </Button>
      <input
        ref={chooser}
        type="file"
        hidden
        accept="image/*"
        onChange={(event) => accept([...(event.currentTarget.files ?? [])])}
      />
    </>
  )
}
