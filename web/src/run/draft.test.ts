import { describe, expect, it } from 'vitest'
import { fieldOf } from './testFields'
import { readDraft, writeDraft } from './draft'

const headline = fieldOf('headline', 'text')
const width = fieldOf('width', 'number')
const photos = fieldOf('photos', 'image', { list: true })
const limits = { ...headline.limits, choices: ['Clean', 'Bold'] }
const style = fieldOf('style', 'choice', { limits })

describe('the draft of a form', () => {
  it('comes back as it was left', () => {
    const values = {
      headline: 'Hello',
      width: 40,
      photos: [{ asset: 'asset_1', url: '/v1/assets/asset_1/content' }],
    }
    expect(readDraft(writeDraft(values), [headline, width, photos])).toEqual(values)
  })

  it('forgets fields the flow no longer has', () => {
    expect(readDraft(writeDraft({ gone: 'x', headline: 'Hi' }), [headline])).toEqual({
      headline: 'Hi',
    })
  })

  it('forgets values that no longer fit their field', () => {
    const draft = writeDraft({ headline: 4, width: '4', photos: 'x', style: 'Paper' })
    expect(readDraft(draft, [headline, width, photos, style])).toEqual({})
    expect(readDraft(writeDraft({ style: 'Bold' }), [style])).toEqual({ style: 'Bold' })
  })

  it('is nothing when it cannot be read', () => {
    for (const text of [null, '', 'null', '[]', '{"version":9,"values":{"headline":"x"}}']) {
      expect(readDraft(text, [headline])).toEqual({})
    }
  })
})
