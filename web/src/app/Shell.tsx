import { VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { asProblem } from '@/api/problem'
import { meQuery } from '@/api/queries'
import { SignedOut } from '@/account/SignedOut'
import { Retry } from '@/ui/Retry'
import { Header } from './Header'
import styles from './Shell.module.css'
import { Shortcuts } from './Shortcuts'

/** The frame around every page; pages are drawn only for somebody who is signed in. */
export function Shell() {
  const signingIn = useRouterState({ select: (state) => state.location.pathname === '/sign-in' })
  if (signingIn) return <Bare />
  return <SignedIn />
}

function SignedIn() {
  const me = useQuery(meQuery)
  if (me.data === undefined && me.isError) {
    const problem = asProblem(me.error)
    return problem.status === 401 ? (
      <SignedOut />
    ) : (
      <main className={styles.alone}>
        <Retry problem={problem} onRetry={() => void me.refetch()} />
      </main>
    )
  }
  return (
    <>
      <a className={styles.skip} href="#content">
        Skip to content
      </a>
      <Header me={me.data} />
      <main id="content" className={styles.main} tabIndex={-1}>
        {me.data === undefined ? <VisuallyHidden>Loading</VisuallyHidden> : <Outlet />}
      </main>
      <Shortcuts />
    </>
  )
}

function Bare() {
  return (
    <main className={styles.main}>
      <Outlet />
    </main>
  )
}
