import { expect, it } from 'vitest'
import { choiceLabel } from './label'

it('writes choices as people do', () => {
  expect(['bottom_left', 'webp', 'Clean', '3:4', ''].map(choiceLabel)).toEqual([
    'Bottom left',
    'WebP',
    'Clean',
    '3:4',
    '',
  ])
})
