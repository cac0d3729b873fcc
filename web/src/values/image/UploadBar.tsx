import { Bar } from '@/ui/Bar'
import styles from './image.module.css'
import type { Uploading } from './useUploads'

export function UploadBar({ uploading }: { uploading: Uploading }) {
  const percent = Math.round(uploading.share * 100)
  const sent = uploading.share >= 1
  return (
    <div className={styles.upload}>
      <span className={styles.name}>{uploading.name}</span>
      <span className={styles.facts}>{sent ? 'Checking the picture' : `${String(percent)} %`}</span>
      <div className={styles.bar}>
        <Bar label={`Uploading ${uploading.name}`} share={sent ? null : uploading.share} />
      </div>
    </div>
  )
}
