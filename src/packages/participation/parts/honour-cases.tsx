import type { HonourCaseView } from '@domain/contracts/honours'
import type { HonourQuestion } from '@domain/participation/honour'
import { sayHonour } from '@domain/participation/honour-state'
import { DAY, sayDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { Section } from '@/ui/section'
import styles from './points.module.scss'

const QUESTIONS: Record<HonourQuestion, { ask: string; yes: string; no: string }> = {
  review: { ask: '该不该公示', yes: '该公示', no: '不该公示' },
  objection: { ask: '有人提了意见，该不该给', yes: '应该给', no: '不该给' },
  recheck: { ask: '复查：现在还够不够格', yes: '还够格', no: '不够格了' },
}

interface HonourCasesProps {
  cases: readonly HonourCaseView[]
  now: number
  onVote: () => void
}

/** The questions about honours that the person decides as a member of the panel. */
export function HonourCases({ cases, now, onVote }: HonourCasesProps) {
  const { busy, error, run } = useAction('honours.vote')
  useErrorToast(error)
  const vote = async ({ id, round }: HonourCaseView, isFor: boolean) => {
    await run({ honourId: id, round, isFor })
    onVote()
  }
  if (cases.length === 0) return null
  return (
    <Section title="等您评议">
      <View className={cx(styles.stack)}>
        {cases.map(each => {
          const { ask, yes, no } = QUESTIONS[each.question]
          return (
            <Card key={each.id} id={`honour-case-${each.id}`} padded>
              <View className={cx(styles.stack)}>
                <View>
                  {each.name}一家 · {sayHonour(each.kind)}
                </View>
                <View className={cx(styles.note)}>推荐的话：{each.words}</View>
                {each.reasons.map(reason => (
                  <View key={reason} className={cx(styles.note)}>
                    有人说：{reason}
                  </View>
                ))}
                <View>
                  {ask}？请在{sayDay(each.until - DAY, now)}前表态
                </View>
                {each.isFor === null ? (
                  <View className={cx(styles.wrap)}>
                    <Button
                      id={`for-${each.id}`}
                      look="soft"
                      size="small"
                      disabled={busy}
                      onTap={() => void vote(each, true)}
                    >
                      {yes}
                    </Button>
                    <Button
                      id={`against-${each.id}`}
                      look="danger"
                      size="small"
                      disabled={busy}
                      onTap={() => void vote(each, false)}
                    >
                      {no}
                    </Button>
                  </View>
                ) : (
                  <View>您的意见：{each.isFor ? yes : no}</View>
                )}
              </View>
            </Card>
          )
        })}
      </View>
    </Section>
  )
}
