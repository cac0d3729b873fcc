import { Button, Menu } from '@mantine/core'
import { ChevronDown, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import type { Flow } from '@/api/types'
import { price } from '@/ui/words'
import styles from './RunMenu.module.css'
import type { FlowForm } from './useFlowForm'
import { useQuote } from './useQuote'

interface RunMenuProps {
  flow: Flow
  form: FlowForm
  disabled: boolean
  onAfresh: () => void
}

/** Other ways to run than the usual one. */
export function RunMenu({ flow, form, disabled, onAfresh }: RunMenuProps) {
  const [opened, setOpened] = useState(false)
  const quote = useQuote(flow, form, { fresh: true, wanted: opened })
  return (
    <Menu opened={opened} onChange={setOpened} position="top-end" width={296} radius="md">
      <Menu.Target>
        <Button className={styles.more} aria-label="More ways to run" disabled={disabled}>
          <ChevronDown size={16} aria-hidden="true" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        <Menu.Item
          className={styles.item}
          leftSection={<RefreshCw size={16} aria-hidden="true" />}
          onClick={onAfresh}
        >
          Run everything afresh
          <span>
            Also what was done before.
            {quote &&
              ` ${price(quote.at_most, quote.credits === quote.at_most ? 'exact' : 'at_most')}.`}
          </span>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
