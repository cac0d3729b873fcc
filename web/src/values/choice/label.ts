const NAMES: Partial<Record<string, string>> = {
  avif: 'AVIF',
  gif: 'GIF',
  jpeg: 'JPEG',
  jpg: 'JPEG',
  png: 'PNG',
  tiff: 'TIFF',
  webp: 'WebP',
}

/** A choice as a person would write it: `bottom_left` is “Bottom left”, `webp` is “WebP”. */
export function choiceLabel(choice: string): string {
  const name = NAMES[choice]
  if (name !== undefined) return name
  const words = choice.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
