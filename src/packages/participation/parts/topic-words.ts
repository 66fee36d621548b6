import type { TopicCard } from '@domain/contracts/topics'
import type { Choice, VoteResult } from '@domain/governance/topic'
import { DAY, sayDay } from '@domain/time'
import type { PillTone } from '@/ui/pill'

/** What one can say in a vote. */
export const CHOICE_LABELS: readonly { id: Choice; label: string }[] = [
  { id: 'for', label: '赞成' },
  { id: 'against', label: '不赞成' },
  { id: 'abstain', label: '都行，弃权' },
]

/** Where a topic stands, in words and colour. */
export function topicState(
  { state, closesAt, decision }: Pick<TopicCard, 'state' | 'closesAt' | 'decision'>,
  now: number,
): { label: string; tone: PillTone } {
  if (state === 'gathering') return { label: '征集支持', tone: 'few' }
  if (state === 'voting') return { label: (closesAt ?? 0) > now ? '表决中' : '正在计票', tone: 'indigo' }
  if (state === 'counted') return { label: '等公布决定', tone: 'few' }
  return decision?.adopted ? { label: '通过了', tone: 'good' } : { label: '没有通过', tone: 'quiet' }
}

/** Until when one can vote; the vote ends at midnight. */
export function sayVoteEnd({ closesAt }: Pick<TopicCard, 'closesAt'>, now: number): string {
  return closesAt === null ? '' : `表决到${sayDay(closesAt - DAY, now)}为止`
}

/** What a vote has come to. */
export function sayResult(result: VoteResult): string {
  const paper = result.counter === 0 ? '' : `（其中纸票 ${result.counter} 张）`
  return `赞成 ${result.for} 家，不赞成 ${result.against} 家，弃权 ${result.abstain} 家${paper}`
}
