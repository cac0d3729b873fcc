import { expect, it } from 'vitest'
import { exampleInputs } from './examples'
import { fieldOf } from './testFields'

it('shows what the form has and fills in what is still required', () => {
  const fields = [
    fieldOf('photos', 'image', { required: true, list: true }),
    fieldOf('headline', 'text', { required: true }),
    fieldOf('note', 'text'),
  ]
  expect(exampleInputs(fields, { headline: 'Sale' })).toEqual({
    photos: ['https://example.com/photo.jpg'],
    headline: 'Sale',
  })
})
