import { thumbnail } from '@/api/media'
import type { Flow } from '@/api/types'
import styles from './RunView.module.css'

/** Before the first run: what the flow makes, and where it will appear. */
export function BeforeRun({ flow }: { flow: Flow }) {
  return (
    <section className={styles.before}>
      {flow.cover !== null && (
        <img src={thumbnail(flow.cover, 1280)} alt={`An example of what ${flow.name} makes`} />
      )}
      <p>
        {flow.cover === null
          ? 'Fill in the form and press Run. What it makes appears here.'
          : 'An example. Fill in the form and press Run; yours appears here.'}
      </p>
    </section>
  )
}
