import type { ResultItem } from '@/api/types'

/** Whether a value can be looked at; one that failed cannot. */
export const isPicture = (item: ResultItem) => item.type === 'image' && item.url != null
