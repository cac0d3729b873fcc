import { Link } from '@tanstack/react-router'
import { thumbnail } from '@/api/media'
import type { FlowCard } from '@/api/types'
import { Mark } from '@/app/Mark'
import { count, price } from '@/ui/words'
import styles from './FlowTile.module.css'

export function FlowTile({ flow }: { flow: FlowCard }) {
  return (
    <Link to="/flows/$slug" params={{ slug: flow.slug }} className={styles.tile}>
      <div className={styles.cover}>
        {flow.cover === null ? (
          <span className={styles.blank}>
            <Mark size={40} />
          </span>
        ) : (
          <img
            src={thumbnail(flow.cover, 640)}
            srcSet={`${thumbnail(flow.cover, 640)} 640w, ${thumbnail(flow.cover, 1280)} 1280w`}
            sizes="(max-width: 620px) 100vw, 400px"
            alt=""
            loading="lazy"
            decoding="async"
          />
        )}
      </div>
      <div className={styles.words}>
        <h2>{flow.name}</h2>
        <p>{flow.description}</p>
        <div className={`${styles.facts ?? ''} tabular`}>
          <span className={styles.price}>{price(flow.price.credits, flow.price.certainty)}</span>
          <span>{count(flow.generations, 'generation')}</span>
        </div>
      </div>
    </Link>
  )
}
