import { ReactCompareSlider, ReactCompareSliderImage } from 'react-compare-slider'
import { thumbnail } from '@/api/media'
import type { ResultItem } from '@/api/types'
import { DownloadTool, OpenTool } from './Tools'
import styles from './compare.module.css'

interface BeforeAfterProps {
  before: string
  after: ResultItem
  onOpen: (item: ResultItem) => void
}

export function BeforeAfter({ before, after, onOpen }: BeforeAfterProps) {
  const ratio = after.width && after.height ? after.width / after.height : 1
  const name = after.name ?? 'the picture after'
  return (
    <div
      className={styles.compare}
      style={{ aspectRatio: ratio, maxWidth: `calc(${String(ratio)} * min(680px, 70dvh))` }}
    >
      <ReactCompareSlider
        className={styles.slider}
        itemOne={<ReactCompareSliderImage src={thumbnail(before, 1280)} alt="Before" />}
        itemTwo={<ReactCompareSliderImage src={thumbnail(after.url ?? '', 1280)} alt="After" />}
      />
      <span className={styles.tag} data-side="before">
        Before
      </span>
      <span className={styles.tag} data-side="after">
        After
      </span>
      <span className={styles.tools}>
        <OpenTool name={name} onOpen={() => onOpen(after)} />
        <DownloadTool url={after.url ?? ''} name={name} />
      </span>
    </div>
  )
}
