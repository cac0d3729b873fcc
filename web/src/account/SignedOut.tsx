import { CopyButton } from '@/ui/CopyButton'
import { useTitle } from '@/ui/useTitle'
import { Mark } from '@/app/Mark'
import styles from './SignIn.module.css'

const NEW_LINK = 'headrace serve'

export function SignedOut() {
  useTitle('Sign in')
  return (
    <Door title="Sign in to Headrace">
      <p>
        Headrace signs you in with a link, not a password. Open the link that was printed when the
        server started; each link works once.
      </p>
      <NewLink />
    </Door>
  )
}

export function Door({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className={styles.door}>
      <section className={styles.card}>
        <Mark size={32} />
        <h1>{title}</h1>
        {children}
      </section>
    </div>
  )
}

export function NewLink() {
  return (
    <>
      <p>To get a new link, start the server again:</p>
      <div className={styles.command}>
        <code>{NEW_LINK}</code>
        <CopyButton text={NEW_LINK} label="Copy the command" />
      </div>
    </>
  )
}
