import type { ReactNode } from 'react'
import styles from './Page.module.css'

interface PageProps {
  title: string
  lead?: ReactNode
  action?: ReactNode
  children: ReactNode
}

/** A page of one column with its title, and what can be done with all of it on the right. */
export function Page({ title, lead, action, children }: PageProps) {
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <div>
          <h1>{title}</h1>
          {lead !== undefined && <p>{lead}</p>}
        </div>
        {action}
      </div>
      {children}
    </div>
  )
}
