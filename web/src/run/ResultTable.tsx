import type { ResultItem } from '@/api/types'
import { asText } from './asText'
import styles from './Results.module.css'

export function ResultTable({ items }: { items: readonly ResultItem[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">No.</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, at) => (
          <tr key={at} data-failed={item.type === 'error' || undefined}>
            <td>{at + 1}</td>
            <td>{item.type === 'error' ? item.message : (item.name ?? asText(item.value))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
