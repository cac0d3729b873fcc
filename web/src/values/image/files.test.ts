import { describe, expect, it } from 'vitest'
import { acceptOf, readAddress } from './files'

describe('what a picture field takes', () => {
  it('offers the formats of the field, or every picture', () => {
    expect(acceptOf(['png', 'image/jpeg'])).toBe('image/png,image/jpeg')
    expect(acceptOf(null)).toBe('image/*')
  })

  it('takes a secure web address', () => {
    expect(readAddress(' https://example.com/a.png ')).toEqual({
      address: 'https://example.com/a.png',
    })
  })

  it.each(['example.com/a.png', 'http://example.com/a.png', 'file:///etc/passwd'])(
    'says what is wrong with %s',
    (text) => {
      expect(readAddress(text)).toHaveProperty('wrong')
    },
  )
})
