import { describe, expect, it } from 'vitest'
import { snippet, type Call } from './snippets'

const call: Call = {
  origin: 'http://127.0.0.1:8000',
  slug: 'product-card',
  inputs: { photo: 'asset_1', headline: "Ada's sale", shadow: true, names: ['A', 'B'], none: null },
  result: 'card',
}

describe('the snippets of a flow', () => {
  it('escapes quotes for the shell', () => {
    const text = snippet('curl', call)
    expect(text).toContain('http://127.0.0.1:8000/v1/flows/product-card/runs')
    expect(text).toContain(`"headline": "Ada'\\''s sale"`)
  })

  it('writes Python as Python', () => {
    const text = snippet('python', call)
    expect(text).toContain('        "shadow": True,\n')
    expect(text).toContain('        "none": None,\n')
    expect(text).toContain('        "names": [\n            "A",\n            "B",\n        ],\n')
    expect(text).toContain('    }},\n)')
  })

  it('sends the same inputs from TypeScript', () => {
    const text = snippet('typescript', call)
    const sent = /JSON\.stringify\((\{.*?\n {2}\})\),/s.exec(text)?.[1]
    expect(JSON.parse(sent ?? '')).toEqual({ inputs: call.inputs })
    expect(text).toContain('run.results["card"]')
  })
})
