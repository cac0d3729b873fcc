import type { Json } from '@/api/types'

export type Language = 'curl' | 'python' | 'typescript'

export interface Call {
  /** Where this Headrace answers, `https://studio.example`. */
  origin: string
  slug: string
  inputs: Record<string, Json>
  /** Key of the first result. */
  result: string
}

/** A program of a few lines that runs the flow and prints its first result. */
export function snippet(language: Language, call: Call): string {
  return { curl, python, typescript }[language](call)
}

const INDENT = 4

function curl({ origin, slug, inputs }: Call): string {
  const body = JSON.stringify({ inputs }, null, 2).replaceAll("'", `'\\''`)
  return `curl ${origin}/v1/flows/${slug}/runs \\
  -H "Authorization: Bearer $HEADRACE_KEY" \\
  -H "Content-Type: application/json" \\
  -H "Idempotency-Key: $(uuidgen)" \\
  -H "Prefer: wait=60" \\
  -d '${body}'
`
}

function python({ origin, slug, inputs, result }: Call): string {
  return `import os
import uuid

import requests

answer = requests.post(
    "${origin}/v1/flows/${slug}/runs",
    headers={
        "Authorization": f"Bearer {os.environ['HEADRACE_KEY']}",
        "Idempotency-Key": str(uuid.uuid4()),
        "Prefer": "wait=60",
    },
    json={"inputs": ${pythonLiteral(inputs, INDENT)}},
)
answer.raise_for_status()
run = answer.json()
print(run["status"], run["results"].get(${JSON.stringify(result)}))
`
}

function typescript({ origin, slug, inputs, result }: Call): string {
  const body = JSON.stringify({ inputs }, null, 2).replaceAll('\n', '\n  ')
  return `const answer = await fetch('${origin}/v1/flows/${slug}/runs', {
  method: 'POST',
  headers: {
    Authorization: \`Bearer \${process.env.HEADRACE_KEY}\`,
    'Content-Type': 'application/json',
    'Idempotency-Key': crypto.randomUUID(),
    Prefer: 'wait=60',
  },
  body: JSON.stringify(${body}),
})
if (!answer.ok) throw new Error(await answer.text())
const run = await answer.json()
console.log(run.status, run.results[${JSON.stringify(result)}])
`
}

/** JSON as Python writes it, one member a line, starting at column `margin`. */
function pythonLiteral(value: Json, margin: number): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value !== 'object') return JSON.stringify(value)
  const isList = Array.isArray(value)
  const lines = isList
    ? value.map((item) => pythonLiteral(item, margin + INDENT))
    : Object.entries(value).map(
        ([key, item]) => `${JSON.stringify(key)}: ${pythonLiteral(item, margin + INDENT)}`,
      )
  const [open, close] = isList ? '[]' : '{}'
  if (lines.length === 0) return `${open ?? ''}${close ?? ''}`
  const pad = ' '.repeat(margin + INDENT)
  const members = lines.map((line) => `${pad}${line},\n`).join('')
  return `${open ?? ''}\n${members}${' '.repeat(margin)}${close ?? ''}`
}
