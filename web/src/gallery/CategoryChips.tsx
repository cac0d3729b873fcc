import { useInfiniteQuery } from '@tanstack/react-query'
import { flowsQuery } from '@/api/queries'
import styles from './Gallery.module.css'

interface CategoryChipsProps {
  chosen: string
  onChoose: (category: string | undefined) => void
}

/** One chip per category that the flows have; nothing when there is nothing to choose between. */
export function CategoryChips({ chosen, onChoose }: CategoryChipsProps) {
  const all = useInfiniteQuery(flowsQuery({ query: '', category: '' }))
  const flows = all.data?.pages.flatMap((page) => page.items) ?? []
  const found = new Set(flows.map((flow) => flow.category).filter(Boolean))
  if (chosen !== '') found.add(chosen)
  if (found.size < 2) return null
  return (
    <div className={styles.chips} role="group" aria-label="Category">
      {[undefined, ...[...found].sort()].map((category) => (
        <button
          key={category ?? ''}
          type="button"
          className={styles.chip}
          aria-pressed={(category ?? '') === chosen}
          onClick={() => onChoose(category)}
        >
          {category ?? 'All'}
        </button>
      ))}
    </div>
  )
}
