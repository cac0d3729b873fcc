import { SegmentedControl, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import styles from './ThemeItems.module.css'

const choices: { value: MantineColorScheme; label: string }[] = [
  { value: 'auto', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

export function ThemeItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <div className={styles.theme}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Theme"
        data={choices}
        value={colorScheme}
        onChange={(value) => setColorScheme(value)}
      />
    </div>
  )
}
