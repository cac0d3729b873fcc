import { ImagePlus } from 'lucide-react'
import { useEffect, useRef, useState, type DragEvent } from 'react'
import type { Field } from '@/api/types'
import { isMedia, type FieldValue, type Media } from '@/run/form'
import { fieldIds, named } from '../field'
import { AddressBox } from './AddressBox'
import { acceptOf, pictureFiles } from './files'
import styles from './image.module.css'

interface DropAreaProps {
  field: Field
  invalid: boolean
  small?: boolean
  onFiles: (files: File[]) => void
  onAddress: (address: string) => void
  onExample: (example: Media) => void
}

/** Takes pictures by drop, by choosing, by pasting, and by web address. */
export function DropArea({ field, invalid, small, onFiles, onAddress, onExample }: DropAreaProps) {
  const [over, setOver] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const area = useRef<HTMLDivElement>(null)
  const take = (files: FileList | null) => {
    const found = pictureFiles(files, field.list)
    if (found.length > 0) onFiles(found)
  }
  usePaste(area, take)

  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  const many = field.list
  const example = field.example as FieldValue
  return (
    <div ref={area} data-takes-pictures>
      <button
        type="button"
        {...named(field, invalid)}
        aria-labelledby={`${fieldIds(field).label} ${fieldIds(field).input}`}
        className={styles.drop}
        data-over={over || undefined}
        data-small={small ?? undefined}
        data-invalid={invalid || undefined}
        onClick={() => chooser.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <ImagePlus size={small ? 18 : 24} strokeWidth={1.5} aria-hidden="true" />
        <span>
          <strong>{many ? 'Choose pictures' : 'Choose a picture'}</strong>, drop or paste{' '}
          {many ? 'them' : 'it'}
        </span>
      </button>
      <input
        ref={chooser}
        type="file"
        hidden
        accept={acceptOf(field.limits.formats)}
        multiple={many}
        onChange={(event) => {
          take(event.currentTarget.files)
          // Choosing the same file again must count as a change.
          event.currentTarget.value = ''
        }}
      />
      <div className={styles.ways}>
        <AddressBox onAddress={onAddress} />
        {isMedia(example) && (
          <button type="button" className={styles.link} onClick={() => onExample(example)}>
            Try an example
          </button>
        )}
      </div>
    </div>
  )
}

/** A picture pasted anywhere goes to the area in use, else to the first one on the page. */
function usePaste(area: React.RefObject<HTMLDivElement | null>, take: (files: FileList) => void) {
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = event.clipboardData?.files
      if (files === undefined || files.length === 0) return
      const inUse = document.activeElement?.closest('[data-takes-pictures]')
      const taker = inUse ?? document.querySelector('[data-takes-pictures]')
      if (taker !== area.current) return
      event.preventDefault()
      latest.current(files)
    }
    window.addEventListener('paste', paste)
    return () => window.removeEventListener('paste', paste)
  }, [area])
}
