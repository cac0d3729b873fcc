import { Button } from '@mantine/core'
import { asProblem } from '@/api/problem'
import { Notice } from '@/ui/Notice'

/** What is left when drawing a page failed: the words of the error and a way on. */
export function Crash({ error }: { error: unknown }) {
  return (
    <Notice title="This page stopped working">
      <p>What you typed is kept. Load the page again; if it stops again, report the words below.</p>
      <pre>{asProblem(error).message}</pre>
      <Button onClick={() => window.location.reload()}>Load again</Button>
    </Notice>
  )
}
