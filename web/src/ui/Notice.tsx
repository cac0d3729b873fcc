import type { ReactNode } from 'react'
import styles from './Notice.module.css'

/** A calm page or panel with one thing to say and at most one thing to do. */
export function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.notice}>
      <h1>{title}</h1>
      {children}
    </section>
  )
}
