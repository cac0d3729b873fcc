import styles from './image.module.css'
import type { Uploading } from './useUploads'

export function UploadBar({ uploading }: { uploading: Uploading }) {
  const percent = Math.round(uploading.share * 100)
  const sent = uploading.share >= 1
  return (
    <div className={styles.upload}>
      <span className={styles.name}>{uploading.name}</span>
      <span className={styles.facts}>{sent ? 'Checking the picture' : `${String(percent)} %`}</span>
      <progress
        className={styles.bar}
        aria-label={`Uploading ${uploading.name}`}
        max={100}
        value={sent ? undefined : percent}
      />
    </div>
  )
}
