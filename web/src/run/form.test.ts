import { describe, expect, it } from 'vitest'
import { fieldOf } from './testFields'
import { initialValues, inputsOf, missing, valuesFromInputs } from './form'

const photo = fieldOf('photo', 'image', { required: true })
const photos = fieldOf('photos', 'image', { list: true })
const headline = fieldOf('headline', 'text', { default: 'Summer sale' })
const names = fieldOf('names', 'text', { list: true, required: true })
const width = fieldOf('width', 'number')
const stored = { asset: 'asset_1', url: '/v1/assets/asset_1/content' }

describe('the form of a flow', () => {
  it('starts with the defaults, pictures included', () => {
    const sample = fieldOf('photo', 'image', { default: stored })
    expect(initialValues([sample, headline, names])).toEqual({
      photo: stored,
      headline: 'Summer sale',
      names: [],
    })
  })

  it('sends pictures as asset ids and web addresses as they are', () => {
    const values = { photo: stored, photos: [stored, 'https://example.com/a.png'] }
    expect(inputsOf([photo, photos], values)).toEqual({
      photo: 'asset_1',
      photos: ['asset_1', 'https://example.com/a.png'],
    })
  })

  it('leaves out what is empty', () => {
    const values = { photo: undefined, names: ['', '  '], width: null }
    expect(inputsOf([photo, names, width], values)).toEqual({})
  })

  it('sends an emptied text, so that the default does not come back', () => {
    expect(inputsOf([headline], { headline: '' })).toEqual({ headline: '' })
  })

  it('keeps zero and false', () => {
    const shadow = fieldOf('shadow', 'boolean')
    expect(inputsOf([width, shadow], { width: 0, shadow: false })).toEqual({
      width: 0,
      shadow: false,
    })
  })

  it('names what is missing, and nothing when all is there', () => {
    expect(missing([photo, names], {})).toEqual({
      photo: 'Add a picture.',
      names: 'Add at least one line.',
    })
    expect(missing([photo, names], { photo: stored, names: ['Ada'] })).toEqual({})
  })

  it('fills itself from the inputs of an earlier run', () => {
    const inputs = { photo: 'asset_1', photos: ['asset_1'] }
    expect(valuesFromInputs([photo, photos, headline], inputs)).toEqual({
      photo: stored,
      photos: [stored],
      headline: 'Summer sale',
    })
  })
})
