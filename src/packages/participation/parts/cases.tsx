import type { PanelCase } from '@domain/contracts/points'
import { DAY, sayDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { Section } from '@/ui/section'
import styles from './points.module.scss'
import { sayDone } from './words'

/** The objections that the person decides as a member of the panel; nothing for everybody else. */
export function Cases() {
  const request = useRequest('points.cases', {}, { refreshOnShow: true })
  const { busy, error, run } = useAction('points.vote')
  useErrorToast(error)
  const vote = async ({ deed, round }: PanelCase, upheld: boolean) => {
    await run({ deedId: deed.id, upheld, round })
    request.reload()
  }
  const { data } = request
  if (!data || data.cases.length === 0) return null
  return (
    <Section title="等您评议">
      <View className={cx(styles.stack)}>
        {data.cases.map(each => (
          <Card key={each.deed.id} id={`case-${each.deed.id}`} padded>
            <View className={cx(styles.stack)}>
              <View>
                {each.deed.name} · {each.deed.title} · {sayDone(each.deed, data.now)}
              </View>
              <View className={cx(styles.note)}>他家说：{each.deed.note}</View>
              {each.reasons.map(reason => (
                <View key={reason} className={cx(styles.note)}>
                  有人说：{reason}
                </View>
              ))}
              <View className={cx(styles.note)}>请在{sayDay(each.until - DAY, data.now)}前表态</View>
              {each.upheld === null ? (
                <View className={cx(styles.wrap)}>
                  <Button
                    id={`uphold-${each.deed.id}`}
                    look="soft"
                    size="small"
                    disabled={busy}
                    onTap={() => void vote(each, true)}
                  >
                    应该给分
                  </Button>
                  <Button
                    id={`reject-${each.deed.id}`}
                    look="danger"
                    size="small"
                    disabled={busy}
                    onTap={() => void vote(each, false)}
                  >
                    不该给分
                  </Button>
                </View>
              ) : (
                <View>您的意见：{each.upheld ? '应该给分' : '不该给分'}</View>
              )}
            </View>
          </Card>
        ))}
      </View>
    </Section>
  )
}
