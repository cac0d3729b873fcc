import { Tabs } from '@mantine/core'
import { useState } from 'react'
import { Link } from '@tanstack/react-router'
import type { Field, Flow, Json } from '@/api/types'
import { CopyButton } from '@/ui/CopyButton'
import { KindMark } from '@/values/KindMark'
import styles from './ApiPanel.module.css'
import { exampleInputs } from './examples'
import { snippet, type Language } from './snippets'

const languages: { value: Language; label: string }[] = [
  { value: 'curl', label: 'cURL' },
  { value: 'python', label: 'Python' },
  { value: 'typescript', label: 'TypeScript' },
]

interface ApiPanelProps {
  flow: Flow
  inputs: Record<string, Json>
}

/** The flow as one call: a program made from its fields and from what stands in the form now. */
export function ApiPanel({ flow, inputs }: ApiPanelProps) {
  const [language, setLanguage] = useState<Language>('curl')
  const call = {
    origin: window.location.origin,
    slug: flow.slug,
    inputs: exampleInputs(flow.fields, inputs),
    result: flow.results[0]?.key ?? '',
  }
  return (
    <section className={styles.panel} aria-label="API">
      <h2>API</h2>
      <p className={styles.lead}>
        Run this flow from a program with what stands in the form now. You need a{' '}
        <Link to="/keys">key</Link>; all calls are in the <a href="/docs">reference</a>.
      </p>
      <Tabs
        value={language}
        onChange={(value) => setLanguage((value ?? 'curl') as Language)}
        keepMounted={false}
      >
        <Tabs.List>
          {languages.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {languages.map(({ value, label }) => (
          <Tabs.Panel key={value} value={value}>
            <Code text={snippet(value, call)} label={label} />
          </Tabs.Panel>
        ))}
      </Tabs>
      <ul className={styles.fields}>
        {flow.fields.map((field) => (
          <li key={field.key}>
            <KindMark kind={field.kind} list={field.list} />
            <code>{field.key}</code>
            <span>{typeWords(field)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Code({ text, label }: { text: string; label: string }) {
  return (
    <div className={styles.code}>
      {/* A scrolling region must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} role="region" aria-label={`${label} example`}>
        {text}
      </pre>
      <div className={styles.copy}>
        <CopyButton text={text} label={`Copy the ${label} example`} />
      </div>
    </div>
  )
}

function typeWords({ kind, list, required, limits }: Field): string {
  const of = limits.choices ? limits.choices.map((choice) => `“${choice}”`).join(' or ') : kind
  return `${list ? `list of ${of}` : of}${required ? ', required' : ''}`
}
