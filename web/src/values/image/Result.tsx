import { CircleAlert } from 'lucide-react'
import type { CSSProperties } from 'react'
import { thumbnail } from '@/api/media'
import type { ResultItem } from '@/api/types'
import { ratioOf } from './ratio'
import { DownloadTool } from './Tools'
import styles from './result.module.css'

const ONE_ROW = 4

interface ImageResultsProps {
  items: readonly ResultItem[]
  /** One picture as large as the place allows, instead of rows of equal height. */
  large: boolean
  /** More pictures are to come. */
  going: boolean
  onOpen: (item: ResultItem) => void
}

export function ImageResults({ items, large, going, onOpen }: ImageResultsProps) {
  return (
    <ul
      className={large ? styles.hero : styles.rows}
      data-many={items.length >= ONE_ROW || undefined}
    >
      {items.map((item, at) => (
        <li key={item.asset ?? `error-${String(at)}`} style={shape(item)}>
          {item.type === 'error' ? (
            <Failed message={item.message ?? 'This one did not work out.'} />
          ) : (
            <Picture item={item} at={at} large={large} onOpen={onOpen} />
          )}
        </li>
      ))}
      {going && (
        <li style={{ '--ratio': 1 } as CSSProperties}>
          <span className={styles.coming} aria-hidden="true" />
        </li>
      )}
    </ul>
  )
}

interface PictureProps {
  item: ResultItem
  at: number
  large: boolean
  onOpen: (item: ResultItem) => void
}

function Picture({ item, at, large, onOpen }: PictureProps) {
  const url = item.url ?? ''
  const name = item.name ?? `Picture ${String(at + 1)}`
  return (
    <figure className={styles.figure}>
      <button type="button" aria-label={`Open ${name}`} onClick={() => onOpen(item)}>
        <img
          src={thumbnail(url, large ? 1280 : 640)}
          alt={name}
          width={item.width ?? undefined}
          height={item.height ?? undefined}
          decoding="async"
        />
      </button>
      <span className={styles.download}>
        <DownloadTool url={url} name={name} />
      </span>
    </figure>
  )
}

function Failed({ message }: { message: string }) {
  return (
    <div className={styles.failed}>
      <CircleAlert size={18} aria-hidden="true" />
      <span>{message}</span>
    </div>
  )
}

/** Where a result will be. */
export function Placeholder() {
  return <span className={styles.placeholder} aria-hidden="true" />
}

function shape(item: ResultItem): CSSProperties {
  return { '--ratio': ratioOf(item) } as CSSProperties
}
