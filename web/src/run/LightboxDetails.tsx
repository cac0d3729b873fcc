import type { Field, Json, ResultItem, Run } from '@/api/types'
import { contentUrl, thumbnail } from '@/api/media'
import { bytes, credits } from '@/ui/words'
import styles from './LightboxDetails.module.css'

interface LightboxDetailsProps {
  fields: readonly Field[]
  run: Run
  picture: ResultItem
}

export function LightboxDetails({ fields, run, picture }: LightboxDetailsProps) {
  const facts: [string, string][] = [
    ['Size', `${String(picture.width ?? '?')} × ${String(picture.height ?? '?')}`],
    ['Format', (picture.mime ?? '').replace('image/', '').toUpperCase()],
    ['File', picture.bytes == null ? '' : bytes(picture.bytes)],
    ['Cost of the run', run.credits.captured === 0 ? 'Free' : credits(run.credits.captured)],
  ]
  const given = fields.filter((field) => run.inputs[field.key] != null)
  return (
    // It scrolls on small screens, so it must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <aside className={styles.details} aria-label="Details" tabIndex={0}>
      <dl>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {given.length > 0 && <h3>Made from</h3>}
      <dl>
        {given.map((field) => (
          <div key={field.key}>
            <dt>{field.label}</dt>
            <dd>
              <Given field={field} value={run.inputs[field.key] as Json} />
            </dd>
          </div>
        ))}
      </dl>
    </aside>
  )
}

function Given({ field, value }: { field: Field; value: Json }) {
  const values = Array.isArray(value) ? value : [value]
  if (field.kind !== 'image') return values.map(String).join(', ')
  return (
    <span className={styles.pictures}>
      {values.map((one, at) => {
        const asset = assetOf(one)
        return asset === null ? (
          <span key={at}>{typeof one === 'string' ? one : 'Web address'}</span>
        ) : (
          <img key={at} src={thumbnail(contentUrl(asset), 160)} alt="" />
        )
      })}
    </span>
  )
}

function assetOf(value: Json): string | null {
  if (typeof value === 'string') return value.startsWith('asset_') ? value : null
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
  return typeof value.asset === 'string' ? value.asset : null
}
