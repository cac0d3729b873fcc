import { useQuery } from '@tanstack/react-query'
import { Link2 } from 'lucide-react'
import { thumbnail } from '@/api/media'
import { assetQuery } from '@/api/queries'
import { addressOf, isMedia, type FieldValue, type Media } from '@/run/form'
import { bytes } from '@/ui/words'
import styles from './image.module.css'

/** The picture of a field with what is known of it; a web address shows as its words. */
export function ImagePreview({ value }: { value: FieldValue }) {
  if (!isMedia(value)) {
    return (
      <div className={styles.preview}>
        <span className={styles.blank}>
          <Link2 size={20} aria-hidden="true" />
        </span>
        <span className={styles.name}>{addressOf(value)}</span>
      </div>
    )
  }
  return <StoredPreview media={value} />
}

/** What the upload told is shown at once; of a default or an earlier run's picture it is asked. */
function StoredPreview({ media }: { media: Media }) {
  const asked = useQuery({ ...assetQuery(media.asset), enabled: media.name === undefined })
  const { name, width, height, bytes: size } = asked.data ?? media
  const facts = [
    typeof width === 'number' &&
      typeof height === 'number' &&
      `${String(width)} × ${String(height)}`,
    typeof size === 'number' && bytes(size),
  ].filter((fact) => fact !== false)
  return (
    <div className={styles.preview}>
      <img className={styles.thumb} src={thumbnail(media.url, 320)} alt="" decoding="async" />
      <div className={styles.words}>
        <span className={styles.name}>
          {typeof name === 'string' && name !== '' ? name : 'Picture'}
        </span>
        <span className={styles.facts}>{facts.join(' · ')}</span>
      </div>
    </div>
  )
}
