import styles from './Bar.module.css'

interface BarProps {
  label: string
  /** 0 to 1; `null` while it cannot be told. */
  share: number | null
}

export function Bar({ label, share }: BarProps) {
  const percent = share === null ? undefined : Math.round(share * 100)
  return (
    <span
      className={styles.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      data-unknown={share === null || undefined}
    >
      <span style={{ width: percent === undefined ? undefined : `${String(percent)}%` }} />
    </span>
  )
}
