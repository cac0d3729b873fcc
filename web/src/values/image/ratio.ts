import type { ResultItem } from '@/api/types'

/** Width by height; square while it is not known. */
export const ratioOf = (item: ResultItem | undefined) =>
  item?.width && item.height ? item.width / item.height : 1
