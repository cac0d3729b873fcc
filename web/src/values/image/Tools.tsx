import { ActionIcon, Tooltip } from '@mantine/core'
import { Download, Maximize2 } from 'lucide-react'
import { downloadUrl } from '@/api/media'

export function DownloadTool({ url, name }: { url: string; name: string }) {
  return (
    <Tooltip label="Download">
      <ActionIcon
        component="a"
        href={downloadUrl(url)}
        variant="default"
        aria-label={`Download ${name}`}
      >
        <Download size={16} />
      </ActionIcon>
    </Tooltip>
  )
}

export function OpenTool({ name, onOpen }: { name: string; onOpen: () => void }) {
  return (
    <Tooltip label="Open large">
      <ActionIcon variant="default" aria-label={`Open ${name}`} onClick={onOpen}>
        <Maximize2 size={16} />
      </ActionIcon>
    </Tooltip>
  )
}
