import { describe, expect, it } from 'vitest'
import { dataReader } from './serverSentEvents'

describe('a stream of events', () => {
  it('is read however its text is cut', () => {
    const text = 'retry: 1000\n\nid: 1\nevent: a\ndata: {"seq":1}\n\nid: 2\ndata: {"seq":2}\n\n'
    for (const size of [1, 3, 7, text.length]) {
      const read = dataReader()
      const pieces = text.match(new RegExp(`[^]{1,${String(size)}}`, 'g')) ?? []
      expect(pieces.flatMap(read)).toEqual(['{"seq":1}', '{"seq":2}'])
    }
  })

  it('passes over comments, and keeps what is not whole yet', () => {
    const read = dataReader()
    expect(read(': still here\n\ndata: {"seq"')).toEqual([])
    expect(read(':3}\n')).toEqual([])
    expect(read('\n')).toEqual(['{"seq":3}'])
  })
})
