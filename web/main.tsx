import './ui/theme.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { enrolAddress } from './app/door.ts'
import { keepPageWithoutParts } from './app/parts.ts'
import { createQueryClient } from './app/query.ts'
import { createAppRouter } from './app/router.tsx'
import { endSession, meQuery } from './app/session.ts'
import { followSystemTheme } from './app/theme.ts'
import { features } from './features.ts'
import { routeTree } from './routes.ts'

followSystemTheme()
keepPageWithoutParts()

const queryClient = createQueryClient({
  onSignedOut() {
    if (queryClient.getQueryData(meQuery.queryKey)) endSession(router.state.location.href)
  },
  onMustEnrol: () => window.location.assign(enrolAddress(router.state.location.href)),
})
const router = createAppRouter(routeTree, { queryClient, features })

const page = document.getElementById('root')
if (page) {
  createRoot(page).render(
    <StrictMode>
      <App router={router} queryClient={queryClient} />
    </StrictMode>,
  )
}
