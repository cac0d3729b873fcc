import { expect, it } from 'vitest'
import { sections } from './sections'
import { fieldOf } from './testFields'

it('keeps groups together and folds what is advanced', () => {
  const fields = [
    fieldOf('photo', 'image'),
    fieldOf('mood', 'text', { group: 'Look' }),
    fieldOf('headline', 'text'),
    fieldOf('size', 'number', { group: 'Look', advanced: true }),
    fieldOf('format', 'choice', { group: 'Look' }),
  ]
  const { groups, advanced } = sections(fields)
  expect(groups.map(({ title, fields: all }) => [title, all.map(({ key }) => key)])).toEqual([
    [null, ['photo', 'headline']],
    ['Look', ['mood', 'format']],
  ])
  expect(advanced.map(({ key }) => key)).toEqual(['size'])
})
