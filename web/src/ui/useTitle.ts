import { useEffect } from 'react'

const shown = { title: '', mark: '' }

function write(part: Partial<typeof shown>) {
  Object.assign(shown, part)
  document.title = [shown.mark, shown.title, 'Headrace'].filter(Boolean).join(' · ')
}

export function useTitle(title: string | undefined) {
  useEffect(() => write({ title: title ?? '' }), [title])
}

/** What every page's title begins with, so that it is seen in a tab behind others. */
export function useTitleMark(mark: string) {
  useEffect(() => {
    write({ mark })
    return () => write({ mark: '' })
  }, [mark])
}
