import { describe, expect, it } from 'vitest'
import { Problem, problemFrom } from '@/api/problem'
import { firstWrong, refusal } from './refusal'
import { fieldOf } from './testFields'

const fields = [fieldOf('photo', 'image'), fieldOf('names', 'text', { list: true })]

const refused = (...errors: [field: string, message: string][]) =>
  new Problem(
    422,
    'inputs.invalid',
    'Some fields need another look.',
    errors.map(([field, message]) => ({ field, code: 'x', message })),
  )

describe('a refused run', () => {
  it('speaks at the field it is about', () => {
    const said = refusal(refused(['photo', 'Too small.'], ['inputs.names', 'Too few.']), fields)
    expect(said).toEqual({ fields: { photo: 'Too small.', names: 'Too few.' }, general: null })
  })

  it('numbers the items of a list as people count', () => {
    const said = refusal(refused(['names.0', 'Empty.'], ['names[2]', 'Too long.']), fields)
    expect(said.fields).toEqual({ names: 'No. 1: Empty. No. 3: Too long.' })
  })

  it('says at the button what belongs to no field', () => {
    expect(refusal(refused(['version', 'Unknown version.']), fields).general).toBe(
      'Unknown version.',
    )
    expect(refusal(refused(), fields).general).toBe('Some fields need another look.')
  })

  it('finds the first wrong field in the order of the form', () => {
    expect(firstWrong({ names: 'x', photo: 'y' }, fields)?.key).toBe('photo')
    expect(firstWrong({}, fields)).toBeUndefined()
  })
})

describe('an answer that is a problem', () => {
  it('keeps code, words and fields', () => {
    const problem = problemFrom(422, {
      code: 'inputs.invalid',
      detail: 'Look again.',
      errors: [{ field: 'photo', code: 'required', message: 'Add a picture.' }, 'nonsense'],
    })
    expect(problem).toMatchObject({ status: 422, code: 'inputs.invalid', message: 'Look again.' })
    expect(problem.errors).toHaveLength(1)
  })

  it('has words even when the body has none', () => {
    expect(problemFrom(502, '<html>').message).toContain('502')
  })
})
