/** The pictures among dropped or pasted files; only the first when the field takes one. */
export function pictureFiles(files: FileList | null, many: boolean): File[] {
  const all = [...(files ?? [])]
  return many ? all : all.slice(0, 1)
}

/** The `accept` of a file chooser for `png`, `image/png` and the like. */
export function acceptOf(formats: readonly string[] | null | undefined): string {
  if (!formats || formats.length === 0) return 'image/*'
  return formats.map((format) => (format.includes('/') ? format : `image/${format}`)).join(',')
}

/** A web address that a server may fetch, or why it is none. */
export function readAddress(text: string): { address: string } | { wrong: string } {
  try {
    const url = new URL(text.trim())
    if (url.protocol === 'https:') return { address: url.href }
    return { wrong: 'Use an address that begins with https://.' }
  } catch {
    return {
      wrong: 'This is not a complete address. It should look like https://example.com/photo.jpg.',
    }
  }
}
