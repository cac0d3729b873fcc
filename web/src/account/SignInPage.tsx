import { Loader } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { signIn } from '@/api/actions'
import { asProblem } from '@/api/problem'
import { meQuery } from '@/api/queries'
import { useTitle } from '@/ui/useTitle'
import { Door, NewLink, SignedOut } from './SignedOut'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { token } = route.useSearch()
  useTitle('Sign in')
  return token === undefined ? <SignedOut /> : <UseLink token={token} />
}

function UseLink({ token }: { token: string }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  // A query, not a mutation: drawn twice, it must still spend the single-use token once.
  const entry = useQuery({
    queryKey: ['sign-in', token],
    queryFn: async () => {
      await signIn(token)
      return true
    },
    retry: false,
    staleTime: Infinity,
  })

  useEffect(() => {
    if (!entry.isSuccess) return
    void queries.resetQueries(meQuery)
    void navigate({ to: '/', replace: true })
  }, [entry.isSuccess, navigate, queries])

  if (entry.isError) {
    const problem = asProblem(entry.error)
    const spent = problem.status >= 400 && problem.status < 500
    return (
      <Door title={spent ? 'This link no longer works' : 'Signing in did not work'}>
        <p role="alert">
          {spent ? 'It was used already, or it is too old. Links work once.' : problem.message}
        </p>
        <NewLink />
      </Door>
    )
  }
  return (
    <Door title="Signing you in">
      <Loader size="sm" aria-label="Signing you in" />
    </Door>
  )
}
