import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { meQuery } from '@/api/queries'
import { Problem } from '@/api/problem'
import { router } from './router'
import { theme, variables } from './theme'

const MOST_RETRIES = 2

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      const signedOut = error instanceof Problem && error.status === 401
      // A session that ended shows the sign-in page wherever one is.
      if (signedOut && query.queryKey[0] !== 'me') void queries.resetQueries(meQuery)
    },
  }),
  defaultOptions: {
    queries: {
      retry: (failures, error) =>
        failures < MOST_RETRIES &&
        !(error instanceof Problem && error.status >= 400 && error.status < 500),
      refetchOnWindowFocus: false,
    },
  },
})

const colourScheme = localStorageColorSchemeManager({ key: 'headrace.theme' })

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={colourScheme}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}
