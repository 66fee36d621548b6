import { lazy, Suspense } from 'react'
import { useNoticesPrompt } from './store'

const Question = lazy(() => import('./question'))

/** The preview's imitation of WeChat's dialog for subscription messages. */
export function NoticesPrompt() {
  const question = useNoticesPrompt(state => state.question)
  if (!question) return null
  return (
    <Suspense fallback={null}>
      <Question kinds={question.kinds} answer={question.answer} />
    </Suspense>
  )
}
