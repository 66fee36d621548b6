import { lazy, Suspense } from 'react'
import { usePrivacy } from './store'

/** Most people are asked once, and not on the first screen. */
const Question = lazy(() => import('./question'))

/** Asks for consent to the processing of personal data, over any screen. */
export function PrivacyGate() {
  const waiting = usePrivacy(state => state.waiting)
  const answer = usePrivacy(state => state.answer)
  if (!waiting) return null
  return (
    <Suspense fallback={null}>
      <Question answer={answer} />
    </Suspense>
  )
}
