import { asText } from '@/run/asText'
import type { OptionProps } from '../optionProps'
import styles from './text.module.css'

export function TextOption({ item }: OptionProps) {
  return <span className={styles.option}>{item.name ?? asText(item.value)}</span>
}
