import { usePerson } from '../../app/session.ts'
import { GuidedStart } from './GuidedStart.tsx'
import { Overview } from './Overview.tsx'

/** A guide for whoever is new, until they have had enough of it; then what matters today. */
export default function HomePage() {
  const { welcomed } = usePerson()
  return welcomed ? <Overview /> : <GuidedStart />
}
