import { lazy, Suspense } from 'react'
import type { LightboxProps } from './Lightbox'

const Lightbox = lazy(() => import('./Lightbox').then(({ Lightbox }) => ({ default: Lightbox })))

interface LargeViewProps extends Omit<LightboxProps, 'start'> {
  /** Which of the pictures to begin with; nothing is shown while it is `null`. */
  at: number | null
}

/** The lightbox, fetched only once somebody opens it. */
export function LargeView({ at, ...lightbox }: LargeViewProps) {
  if (at === null) return null
  return (
    <Suspense>
      <Lightbox {...lightbox} start={at} />
    </Suspense>
  )
}
