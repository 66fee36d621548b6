import Question from './question'
import { usePrivacy } from './store'

/** Asks for consent to the processing of personal data, over any screen. */
export function PrivacyGate() {
  const waiting = usePrivacy(state => state.waiting)
  const answer = usePrivacy(state => state.answer)
  return waiting ? <Question answer={answer} /> : null
}
