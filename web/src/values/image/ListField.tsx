import { ActionIcon } from '@mantine/core'
import { ChevronLeft, ChevronRight, Link2, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { thumbnail } from '@/api/media'
import type { Json } from '@/api/types'
import { addressOf, isMedia, type FieldValue } from '@/run/form'
import { fieldIds, type FieldProps } from '../field'
import { DropArea } from './DropArea'
import styles from './image.module.css'
import { moved } from './order'
import { Refused } from './Refused'
import { UploadBar } from './UploadBar'
import { useUploads } from './useUploads'

const listOf = (value: FieldValue): Json[] => (Array.isArray(value) ? value : [])

export function ImageListField({ field, value, invalid, onChange, onBusy }: FieldProps) {
  const [dragged, setDragged] = useState<number | null>(null)
  const items = listOf(value)
  const list = useRef<HTMLOListElement>(null)
  const focusNext = useRef<number | null>(null)
  useEffect(() => {
    if (focusNext.current === null) return
    // The button that had the focus is gone with its picture: go on with the next one.
    const tile = list.current?.children[Math.min(focusNext.current, items.length - 1)]
    const next = tile?.querySelector<HTMLElement>('[data-remove]')
    ;(next ?? document.getElementById(fieldIds(field).input))?.focus()
    focusNext.current = null
  })
  const add = (item: Json) => onChange((old) => [...listOf(old), item])
  // A new file is a new try: what was wrong with the old one no longer stands.
  const onStart = () => onChange((old) => old)
  const { uploads, refused, start } = useUploads({ onStart, onDone: add, onBusy })
  const most = field.limits.max_items
  const room = (most ?? Infinity) - items.length - uploads.length
  const move = (from: number, to: number) => onChange((old) => moved(listOf(old), from, to))
  const remove = (at: number) => {
    focusNext.current = at
    onChange((old) => listOf(old).toSpliced(at, 1))
  }
  const drop = (at: number) => {
    if (dragged !== null) move(dragged, at)
    setDragged(null)
  }
  return (
    <>
      {items.length > 0 && (
        <ol ref={list} className={styles.tiles} aria-labelledby={fieldIds(field).label}>
          {items.map((item, at) => (
            <li
              key={isMedia(item) ? `${item.asset}-${String(at)}` : at}
              className={styles.tile}
              draggable
              data-dragged={dragged === at || undefined}
              onDragStart={() => setDragged(at)}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => dragged !== null && event.preventDefault()}
              onDrop={() => drop(at)}
            >
              <Tile
                item={item}
                at={at}
                last={items.length - 1}
                onMove={(to) => move(at, to)}
                onRemove={() => remove(at)}
              />
            </li>
          ))}
        </ol>
      )}
      {uploads.map((uploading) => (
        <UploadBar key={uploading.id} uploading={uploading} />
      ))}
      {room > 0 && (
        <DropArea
          field={field}
          invalid={invalid}
          small={items.length > 0}
          onFiles={(files) => start(files.slice(0, room))}
          onAddress={add}
          onExample={add}
        />
      )}
      {items.length > 0 && (
        <span className={styles.facts} aria-live="polite">
          {most == null
            ? `${String(items.length)} added`
            : `${String(items.length)} of at most ${String(most)}`}
        </span>
      )}
      <Refused messages={refused} />
    </>
  )
}

interface TileProps {
  item: Json
  at: number
  last: number
  onMove: (to: number) => void
  onRemove: () => void
}

function Tile({ item, at, last, onMove, onRemove }: TileProps) {
  const name = `picture ${String(at + 1)}`
  return (
    <>
      {isMedia(item) ? (
        <img
          src={thumbnail(item.url, 320)}
          alt={`No. ${String(at + 1)}`}
          draggable={false}
          loading="lazy"
        />
      ) : (
        <span className={styles.blank} title={addressOf(item)}>
          <Link2 size={20} aria-label={addressOf(item)} />
        </span>
      )}
      <span className={styles.tools}>
        <ActionIcon
          size="sm"
          variant="default"
          aria-label={`Move ${name} earlier`}
          disabled={at === 0}
          onClick={() => onMove(at - 1)}
        >
          <ChevronLeft size={14} />
        </ActionIcon>
        <ActionIcon
          size="sm"
          variant="default"
          aria-label={`Move ${name} later`}
          disabled={at === last}
          onClick={() => onMove(at + 1)}
        >
          <ChevronRight size={14} />
        </ActionIcon>
        <ActionIcon
          size="sm"
          variant="default"
          data-remove
          aria-label={`Remove ${name}`}
          onClick={onRemove}
        >
          <X size={14} />
        </ActionIcon>
      </span>
    </>
  )
}
