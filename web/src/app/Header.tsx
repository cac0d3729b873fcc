import { ActionIcon, Popover, Tooltip } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { CircleUserRound, Keyboard, LogOut } from 'lucide-react'
import { signOut } from '@/api/actions'
import type { Me } from '@/api/types'
import { credits } from '@/ui/words'
import styles from './Header.module.css'
import { Mark } from './Mark'
import { openShortcuts } from './shortcutsDialog'
import { ThemeItems } from './ThemeItems'
import { WaitingMark } from './WaitingMark'

const places = [
  { to: '/', label: 'Gallery' },
  { to: '/runs', label: 'Runs' },
  { to: '/keys', label: 'Keys' },
] as const

export function Header({ me }: { me: Me | undefined }) {
  return (
    <header className={styles.header}>
      <Link to="/" className={styles.brand} aria-label="Headrace, to the gallery">
        <Mark />
        <span className={styles.wordmark}>Headrace</span>
      </Link>
      <nav className={styles.places} aria-label="Main">
        {places.map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            className={styles.place}
            activeOptions={{ exact: to === '/', includeSearch: false }}
            activeProps={{ 'data-active': true }}
          >
            {label}
            {to === '/runs' && me && <WaitingMark />}
          </Link>
        ))}
      </nav>
      <div className={styles.end}>
        {me && (
          <Tooltip label="Credits left in this workspace">
            <span className={`${styles.credits ?? ''} tabular`}>{credits(me.credits)}</span>
          </Tooltip>
        )}
        <AccountMenu me={me} />
      </div>
    </header>
  )
}

function AccountMenu({ me }: { me: Me | undefined }) {
  const queries = useQueryClient()
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      queries.clear()
      window.location.assign('/')
    },
  })
  const [opened, setOpened] = useState(false)
  return (
    <Popover
      position="bottom-end"
      width={232}
      radius="md"
      opened={opened}
      onChange={setOpened}
      trapFocus
    >
      <Popover.Target>
        <ActionIcon size="lg" aria-label="Account and settings" onClick={() => setOpened(!opened)}>
          <CircleUserRound size={20} strokeWidth={1.75} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={styles.menu} aria-label="Account and settings">
        {me && (
          <div className={styles.who}>
            <strong>{me.actor.name}</strong>
            <span>
              {me.workspace.name} · {me.role}
            </span>
          </div>
        )}
        <ThemeItems />
        <button
          type="button"
          className={styles.item}
          onClick={() => {
            setOpened(false)
            openShortcuts()
          }}
        >
          <Keyboard size={16} aria-hidden="true" />
          Keyboard shortcuts
        </button>
        <button type="button" className={styles.item} onClick={() => leave.mutate()}>
          <LogOut size={16} aria-hidden="true" />
          Sign out
        </button>
      </Popover.Dropdown>
    </Popover>
  )
}
