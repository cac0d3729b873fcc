/** The mark: two banks and the water between them, which is also an H. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <g strokeWidth="2.6" strokeLinecap="round">
        <path d="M5 4v16M19 4v16" stroke="currentColor" />
        <path d="M5 14c3.6-5 6.400-5 8-1.4s3.8 2.4 6-2.6" stroke="var(--accent)" />
      </g>
    </svg>
  )
}
