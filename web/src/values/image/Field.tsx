import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { Field } from '@/api/types'
import type { FieldValue } from '@/run/form'
import { fieldIds, named, type FieldProps } from '../field'
import { DropArea } from './DropArea'
import styles from './image.module.css'
import { ImagePreview } from './Preview'
import { Refused } from './Refused'
import { UploadBar } from './UploadBar'
import { useUploads } from './useUploads'

export function ImageField({ field, value, invalid, onChange, onBusy }: FieldProps) {
  const focusNext = useRef(false)
  // A new file is a new try: what was wrong with the old one no longer stands.
  const onStart = () => {
    focusNext.current = true
    onChange((old) => old)
  }
  const { uploads, refused, start } = useUploads({ onStart, onDone: onChange, onBusy })
  useEffect(() => {
    if (!focusNext.current || uploads.length > 0) return
    focusNext.current = false
    // The button that had the focus is gone; whoever went on elsewhere is left there.
    if (document.activeElement === document.body) {
      document.getElementById(fieldIds(field).input)?.focus()
    }
  })
  const remove = () => {
    focusNext.current = true
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
            <Replace field={field} invalid={invalid} accept={start} />
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

interface ReplaceProps {
  field: Field
  invalid: boolean
  accept: (files: File[]) => void
}

function Replace({ field, invalid, accept }: ReplaceProps) {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        {...named(field, invalid)}
        variant="default"
        size="xs"
        aria-labelledby={undefined}
        aria-label={`Replace: ${field.label}`}
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
