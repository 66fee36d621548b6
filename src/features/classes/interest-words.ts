import type { InterestView } from '@domain/contracts/interests'
import { categoryLabel } from '@domain/offerings/kinds'
import { joinWithDots } from '@/ui/join-with-dots'
import { sayAge } from './filters'

/** What somebody wants to hear of, in one line. */
export function sayInterest({
  category,
  centreName,
  age,
}: Pick<InterestView, 'category' | 'centreName' | 'age'>): string {
  return joinWithDots([
    centreName || '各个中心',
    category === null ? '全部课程' : categoryLabel(category),
    age === null ? '' : sayAge(age),
  ])
}
