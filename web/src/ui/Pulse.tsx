import styles from './Pulse.module.css'

/** The sign of what waits for a person; words beside it say so too. */
export function Pulse() {
  return <span className={styles.pulse} aria-hidden="true" />
}
