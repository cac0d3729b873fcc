import type { Question, Run, Stage } from '@/api/types'

/** A run for tests, just queued where the story does not say otherwise. */
export function runOf(more: Partial<Run> = {}): Run {
  return {
    id: 'run_1',
    status: 'queued',
    last_event: 0,
    flow: 'flow_1',
    flow_slug: 'product-card',
    flow_name: 'Product card',
    version: 1,
    draft: false,
    inputs: {},
    results: {},
    progress: { done: 0, total: 4, eta_seconds: null },
    stages: [],
    questions: [],
    credits: { quoted: 0, captured: 0, released: 0 },
    error: null,
    created_at: '2026-05-04T12:00:00Z',
    started_at: null,
    finished_at: null,
    ...more,
  }
}

export const stageOf = (title: string, done: number, more: Partial<Stage> = {}): Stage => ({
  title,
  done,
  reused: 0,
  total: 2,
  status: 'running',
  ...more,
})

export const questionOf = (more: Partial<Question> = {}): Question => ({
  id: 'best#0',
  asks: 'pick',
  title: 'Which colour?',
  item: null,
  options: [],
  deadline: null,
  otherwise: null,
  credits: null,
  max_credits: null,
  ...more,
})
