const CONTENT = '/v1/assets/'

export const contentUrl = (asset: string) => `${CONTENT}${asset}/content`

/** A thumbnail address at least `width` pixels wide. */
export function thumbnail(url: string, width: 160 | 320 | 640 | 960 | 1280): string {
  return withQuery(here(url), `w=${String(width)}`)
}

/** The whole file, to be saved instead of shown. */
export const downloadUrl = (url: string) => withQuery(here(url), 'download=1')

/**
 * Answers carry whole addresses, made for programs. Behind a proxy their origin can differ from
 * the page's, and the content policy shows pictures of the page's own origin only.
 */
export function here(url: string): string {
  const at = url.indexOf(CONTENT)
  return at > 0 ? url.slice(at) : url
}

const withQuery = (url: string, query: string) => `${url}${url.includes('?') ? '&' : '?'}${query}`
