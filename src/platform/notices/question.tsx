import type { NoticeKind } from '@domain/contracts/views'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Checkbox } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import styles from './prompt.module.scss'

const LABELS: Record<NoticeKind, string> = {
  reminder: '开始前提醒',
  offer: '轮到您时通知',
  changed: '预约变动通知',
  ballot: '抽签结果通知',
  need: '需求进展通知',
  opened: '有新课时通知',
}

/** Imitates WeChat's dialog for subscription messages. */
export default function Question({
  kinds,
  answer,
}: {
  kinds: readonly NoticeKind[]
  answer: (agreed: readonly NoticeKind[]) => void
}) {
  const [agreed, setAgreed] = useState<readonly NoticeKind[]>(kinds)
  const toggle = (kind: NoticeKind, on: boolean) =>
    setAgreed(was => (on ? [...was, kind] : was.filter(k => k !== kind)))
  return (
    <Sheet id="notices-prompt" title="暖锋驿家 申请给您发送消息" onClose={() => answer([])}>
      <View className={cx(styles.list)}>
        {kinds.map(kind => (
          <Checkbox key={kind} id={`notices-${kind}`} checked={agreed.includes(kind)} onChange={on => toggle(kind, on)}>
            {LABELS[kind]}（一次）
          </Checkbox>
        ))}
      </View>
      <View className={cx(styles.actions)}>
        <Button id="notices-refuse" look="soft" onTap={() => answer([])}>
          取消
        </Button>
        <Button id="notices-allow" onTap={() => answer(agreed)}>
          允许
        </Button>
      </View>
    </Sheet>
  )
}
