import { expect, it } from 'vitest'
import { contentUrl, downloadUrl, here, thumbnail } from './media'

it("asks the page's own origin for pictures", () => {
  expect(here('http://other:8000/v1/assets/asset_1/content')).toBe(contentUrl('asset_1'))
  expect(here(contentUrl('asset_1'))).toBe(contentUrl('asset_1'))
  expect(here('data:image/png;base64,AA')).toBe('data:image/png;base64,AA')
})

it('asks for small copies and for files to keep', () => {
  const url = 'http://other:8000/v1/assets/asset_1/content'
  expect(thumbnail(url, 320)).toBe('/v1/assets/asset_1/content?w=320')
  expect(downloadUrl(url)).toBe('/v1/assets/asset_1/content?download=1')
})
