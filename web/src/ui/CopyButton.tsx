import { ActionIcon, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { Check, Copy } from 'lucide-react'

export function CopyButton({ text, label }: { text: string; label: string }) {
  const clipboard = useClipboard({ timeout: 1500 })
  const words = clipboard.copied ? 'Copied' : label
  return (
    <Tooltip label={words}>
      <ActionIcon aria-label={words} onClick={() => clipboard.copy(text)}>
        {clipboard.copied ? <Check size={16} /> : <Copy size={16} />}
      </ActionIcon>
    </Tooltip>
  )
}
