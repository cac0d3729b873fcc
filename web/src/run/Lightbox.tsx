import { useMemo, useState } from 'react'
import Yarl, { IconButton, createIcon } from 'yet-another-react-lightbox'
import Counter from 'yet-another-react-lightbox/plugins/counter'
import Download from 'yet-another-react-lightbox/plugins/download'
import Zoom from 'yet-another-react-lightbox/plugins/zoom'
import 'yet-another-react-lightbox/styles.css'
import 'yet-another-react-lightbox/plugins/counter.css'
import type { Field, ResultItem, Run } from '@/api/types'
import { downloadUrl, here, thumbnail } from '@/api/media'
import styles from './Lightbox.module.css'
import { LightboxDetails } from './LightboxDetails'

declare module 'yet-another-react-lightbox' {
  interface Labels {
    Details?: string
  }
}

export interface LightboxProps {
  run: Run
  /** What the run was made from, as its form says it. */
  fields: readonly Field[]
  pictures: readonly ResultItem[]
  start: number
  onClose: () => void
  /** Offers to choose the picture that is shown. */
  onChoose?: ((at: number) => void) | undefined
}

const BACKDROP = '#0b0c0d'

const InfoIcon = createIcon(
  'Info',
  <path d="M11 17h2v-6h-2v6zm1-15a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 18a8 8 0 1 1 0-16 8 8 0 0 1 0 16zM11 9h2V7h-2v2z" />,
)

/** The pictures of a run, large: zoom, next and previous, download, details. */
export function Lightbox({ run, fields, pictures, start, onClose, onChoose }: LightboxProps) {
  const [at, setAt] = useState(start)
  const [details, setDetails] = useState(false)
  const shown = pictures[at]
  // New slides would send it back to where it was opened.
  const slides = useMemo(() => pictures.map(slide), [pictures])
  return (
    <Yarl
      open
      index={at}
      close={onClose}
      on={{ view: ({ index }) => setAt(index) }}
      slides={slides}
      plugins={[Counter, Download, Zoom]}
      carousel={{ finite: true, padding: '4%' }}
      animation={{ fade: 140, swipe: 180 }}
      zoom={{ maxZoomPixelRatio: 4, scrollToZoom: true }}
      controller={{ closeOnBackdropClick: true }}
      className={`${styles.lightbox ?? ''} ${details ? (styles.withDetails ?? '') : ''}`}
      styles={{ root: { backgroundColor: BACKDROP }, container: { backgroundColor: BACKDROP } }}
      toolbar={{
        buttons: [
          onChoose && (
            <button
              key="choose"
              type="button"
              className={`yarl__button ${styles.choose ?? ''}`}
              onClick={() => onChoose(at)}
            >
              Choose this one
            </button>
          ),
          <IconButton
            key="details"
            label="Details"
            icon={InfoIcon}
            onClick={() => setDetails(!details)}
          />,
          'close',
        ],
      }}
      render={{
        // One picture alone has no neighbours to go to.
        ...(pictures.length < 2 && { buttonPrev: () => null, buttonNext: () => null }),
        controls: () =>
          details && shown && <LightboxDetails fields={fields} run={run} picture={shown} />,
      }}
    />
  )
}

function slide(item: ResultItem) {
  const url = here(item.url ?? '')
  const width = item.width ?? 1024
  const height = item.height ?? 1024
  const small = ([640, 1280] as const)
    .filter((size) => size < width)
    .map((size) => ({
      src: thumbnail(url, size),
      width: size,
      height: Math.round((size * height) / width),
    }))
  return {
    src: url,
    alt: item.name ?? 'Result',
    width,
    height,
    srcSet: [...small, { src: url, width, height }],
    download: { url: downloadUrl(url), filename: item.name ?? 'picture' },
  }
}
