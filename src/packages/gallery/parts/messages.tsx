import { View } from '@tarojs/components'
import { useState } from 'react'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Countdown } from '@/ui/countdown'
import { cx } from '@/ui/cx'
import { Pill } from '@/ui/pill'
import { Section } from '@/ui/section'
import { ConfirmSheet, Sheet } from '@/ui/sheet'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/states'
import { Unbroken } from '@/ui/unbroken'
import styles from './gallery.module.scss'

const TONES = ['good', 'few', 'none', 'quiet', 'indigo'] as const

const ignore = () => undefined

/** What the app says. */
export function Messages() {
  const [open, setOpen] = useState<'sheet' | 'confirm' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <Section title="状态 Pill">
        <View className={cx(styles.line)}>
          {TONES.map(tone => (
            <Pill key={tone} tone={tone}>
              {tone}
            </Pill>
          ))}
          <Pill tone="good" dot>
            dot
          </Pill>
        </View>
      </Section>
      <Section title="提醒 Alert">
        <View className={cx(styles.stack)}>
          <Alert id="gallery-refused" text="这一场刚刚约满了。" hint="可以排候补，或者换一场。" />
          <Alert id="gallery-caution" tone="caution" text="这节课要大人陪着。" hint="请把大人也选上。" />
        </View>
      </Section>
      <Section title="剩余时间 Countdown">
        <View className={cx(styles.stack)}>
          {[1, 0.4, 0].map(left => (
            <Countdown key={left} left={left} className={styles.bar} />
          ))}
        </View>
      </Section>
      <Section title="不断开的文字 Unbroken">
        <View>
          <Unbroken text="11月29日 周日 14:30–16:00 江川区党群服务中心 三楼 创客室" />
        </View>
      </Section>
      <Section title="弹出 Sheet">
        <View className={cx(styles.line)}>
          <Button id="gallery-sheet" look="soft" size="small" onTap={() => setOpen('sheet')}>
            Sheet
          </Button>
          <Button id="gallery-confirm" look="soft" size="small" onTap={() => setOpen('confirm')}>
            ConfirmSheet
          </Button>
        </View>
      </Section>
      <Section title="加载 Skeleton">
        <Skeleton blocks={[32, 64]} />
      </Section>
      <Section title="没有内容 EmptyState">
        <EmptyState
          scene="calendar"
          title="还没有预约"
          note="约上一节课，就会出现在这里。"
          action={{ label: '去看看', onTap: ignore }}
        />
      </Section>
      <Section title="出错 ErrorState">
        <ErrorState reason="网络不太好" hint="连上网络后再试。" onRetry={ignore} />
      </Section>
      {open === 'sheet' && (
        <Sheet id="gallery-open-sheet" title="选哪一个" onClose={close}>
          <Button onTap={close}>好的</Button>
        </Sheet>
      )}
      {open === 'confirm' && (
        <ConfirmSheet
          title="取消这次预约？"
          text="名额会给后面排队的人。"
          confirm={{ id: 'gallery-cancel', label: '取消预约' }}
          keep="先留着"
          onConfirm={close}
          onClose={close}
        />
      )}
    </>
  )
}
