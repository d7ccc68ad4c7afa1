import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type AnyRouter, RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense, useMemo } from 'react'
import { PlaceContext } from '../ui/display/format.ts'
import { TooltipDelay } from '../ui/overlays/Tooltip.tsx'
import { useLanguage } from './i18n.ts'
import { useWords } from './words.ts'

// Nothing is said before the first screen stands: sonner may come after it.
const Toasts = lazy(() => import('../ui/overlays/Toasts.tsx'))

export function App({ router, queryClient }: { router: AnyRouter; queryClient: QueryClient }) {
  const say = useWords()
  const locale = useLanguage()
  const place = useMemo(() => ({ locale }), [locale])
  return (
    <QueryClientProvider client={queryClient}>
      <PlaceContext value={place}>
        <TooltipDelay>
          <RouterProvider router={router} />
          <Suspense>
            <Toasts label={say('notices')} />
          </Suspense>
        </TooltipDelay>
      </PlaceContext>
    </QueryClientProvider>
  )
}
