import type { Field, Run } from '@/api/types'

const limits: Field['limits'] = {
  minimum: null,
  maximum: null,
  integer: false,
  max_length: null,
  min_items: null,
  max_items: null,
  choices: null,
  multiline: false,
  formats: null,
}

/** A field for tests, with everything the story does not speak of left plain. */
export function fieldOf(key: string, kind: Field['kind'], more: Partial<Field> = {}): Field {
  return {
    key,
    kind,
    label: key,
    help: '',
    placeholder: '',
    list: false,
    required: false,
    default: null,
    group: '',
    advanced: false,
    limits,
    example: null,
    ...more,
  }
}

export function runOf(more: Partial<Run> = {}): Run {
  return {
    id: 'run_1',
    status: 'queued',
    flow: 'flow_1',
    flow_slug: 'product-card',
    flow_name: 'Product card',
    version: 1,
    draft: false,
    inputs: {},
    results: {},
    progress: { done: 0, total: 4, eta_seconds: null },
    stages: [],
    credits: { quoted: 0, captured: 0, released: 0 },
    error: null,
    created_at: '2026-05-04T12:00:00Z',
    started_at: null,
    finished_at: null,
    ...more,
  }
}
