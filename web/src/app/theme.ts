import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'
import controls from './controls.module.css'

const accent: MantineColorsTuple = [
  '#eaf0ff',
  '#d3dfff',
  '#a9c0ff',
  '#8aabff',
  '#6c95ff',
  '#4d7dff',
  '#1f5eff',
  '#1a4fd6',
  '#1540ad',
  '#0f2f80',
]

const danger: MantineColorsTuple = [
  '#fdf0ee',
  '#fbdcd8',
  '#f5b3ab',
  '#ff8a7d',
  '#e8584b',
  '#d63d30',
  '#c4281c',
  '#a81f15',
  '#8a1910',
  '#6b130c',
]

const dark: MantineColorsTuple = [
  '#ededf0',
  '#c9cad1',
  '#a2a4ad',
  '#72747d',
  '#2a2b30',
  '#222327',
  '#1e1f23',
  '#17181b',
  '#0f1012',
  '#0b0c0d',
]

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  colors: { accent, danger, dark },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.35' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '16px', xl: '16px' },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '28px', lineHeight: '1.2' },
      h2: { fontSize: '20px', lineHeight: '1.3' },
      h3: { fontSize: '16px', lineHeight: '1.4' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  activeClassName: '',
  components: {
    Button: { defaultProps: { size: 'sm' }, classNames: { root: controls.button } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Input: { classNames: { input: controls.input } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        padding: 'lg',
        overlayProps: { backgroundOpacity: 0.4 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
      classNames: { title: controls.dialogTitle, content: controls.dialog },
    },
    InputWrapper: { classNames: { label: controls.label } },
  },
})

/** Mantine's own variables, pointed at our tokens so that both sides share one palette. */
export const variables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-placeholder': 'var(--ink-soft)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-anchor': 'var(--accent-ink)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-shadow-md': 'var(--float)',
    '--mantine-shadow-lg': 'var(--float)',
    '--mantine-shadow-xl': 'var(--float)',
  }
  return { variables: {}, light: shared, dark: shared }
}
