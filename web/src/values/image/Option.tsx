import { thumbnail } from '@/api/media'
import type { OptionProps } from '../optionProps'
import styles from './option.module.css'

export function ImageOption({ item, name }: OptionProps) {
  return (
    <span className={styles.frame}>
      <img src={thumbnail(item.url ?? '', 640)} alt={name} decoding="async" />
    </span>
  )
}
