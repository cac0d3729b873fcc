import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { Crash } from './Crash'
import { NotFound } from './NotFound'
import { Shell } from './Shell'

/** Keeps the named members of the address's search that are texts. */
function texts<Name extends string>(...names: Name[]) {
  return (search: Record<string, unknown>) => {
    const kept: Partial<Record<Name, string>> = {}
    for (const name of names) {
      const value = search[name]
      if (typeof value === 'string' && value !== '') kept[name] = value
    }
    return kept
  }
}

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const gallery = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: texts('q', 'category'),
  component: lazyRouteComponent(() => import('@/gallery/GalleryPage'), 'GalleryPage'),
})

const flow = createRoute({
  getParentRoute: () => root,
  path: '/flows/$slug',
  validateSearch: texts('run'),
  component: lazyRouteComponent(() => import('@/run/RunPage'), 'RunPage'),
})

const runs = createRoute({
  getParentRoute: () => root,
  path: '/runs',
  validateSearch: texts('flow'),
  component: lazyRouteComponent(() => import('@/run/RunsPage'), 'RunsPage'),
})

const run = createRoute({
  getParentRoute: () => root,
  path: '/runs/$id',
  component: lazyRouteComponent(() => import('@/run/OpenRun'), 'OpenRun'),
})

const keys = createRoute({
  getParentRoute: () => root,
  path: '/keys',
  component: lazyRouteComponent(() => import('@/account/KeysPage'), 'KeysPage'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: texts('token'),
  component: lazyRouteComponent(() => import('@/account/SignInPage'), 'SignInPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([gallery, flow, runs, run, keys, signIn]),
  defaultErrorComponent: Crash,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
