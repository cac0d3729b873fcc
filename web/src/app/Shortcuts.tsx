import { Kbd, Modal } from '@mantine/core'
import { useDisclosure, useHotkeys, useOs } from '@mantine/hooks'
import { useEffect } from 'react'
import styles from './Shortcuts.module.css'
import { onOpenShortcuts } from './shortcutsDialog'

export function Shortcuts() {
  const [opened, { open, close }] = useDisclosure()
  const apple = ['macos', 'ios'].includes(useOs())
  useHotkeys([['shift+?', open]])
  useEffect(() => onOpenShortcuts(open), [open])
  const shortcuts = [
    { keys: ['/'], does: 'Search the gallery' },
    { keys: [apple ? '⌘' : 'Ctrl', 'Enter'], does: 'Run the flow' },
    { keys: [apple ? '⌘' : 'Ctrl', 'V'], does: 'Paste a picture into the first photo field' },
    { keys: ['←', '→'], does: 'Previous or next picture in the large view' },
    { keys: ['Esc'], does: 'Close what is open' },
    { keys: ['?'], does: 'Show this list' },
  ]
  return (
    <Modal opened={opened} onClose={close} title="Keyboard shortcuts">
      <dl className={styles.list}>
        {shortcuts.map(({ keys, does }) => (
          <div key={does} className={styles.row}>
            <dt>{does}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
