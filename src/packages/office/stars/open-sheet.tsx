import type { StarRound } from '@domain/contracts/office-stars'
import { atLocal, DAY, localDate, sayDate } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Sheet } from '@/ui/sheet'
import { NumberField } from '../fields/number-field'
import styles from '../parts/office.module.scss'

const STEPS = [
  { id: 'selfUntil', label: '自查自评几天' },
  { id: 'mutualUntil', label: '然后交叉互评几天' },
  { id: 'countyUntil', label: '然后县区考评几天' },
  { id: 'cityUntil', label: '然后市级考评几天' },
] as const

/** Opens the rating of this year: how long each phase is, and on which days they end. */
export function OpenSheet({ onClose, onDone }: { onClose: () => void; onDone: (round: StarRound) => void }) {
  const [days, setDays] = useState<(number | null)[]>([15, 15, 15, 15])
  const { busy, error, run } = useAction('office.openStars')
  const problem = error && messageOf(error)
  const today = atLocal(localDate(cloudNow()))
  const ends = STEPS.map(
    (_, n) => today + days.slice(0, n + 1).reduce((sum: number, each) => sum + (each ?? 0), 0) * DAY,
  )
  const isReady = days.every(each => each !== null && each > 0)
  const save = async () => {
    const [selfUntil = '', mutualUntil = '', countyUntil = '', cityUntil = ''] = ends.map(localDate)
    const round = await run({ selfUntil, mutualUntil, countyUntil, cityUntil })
    if (round) onDone(round)
  }
  return (
    <Sheet id="open-stars-sheet" title={`开始 ${localDate(today).slice(0, 4)} 年的评价`} onClose={onClose}>
      <View className={cx(styles.form)}>
        {STEPS.map(({ id, label }, n) => (
          <View key={id} className={cx(styles.stack)}>
            <NumberField
              id={`open-${id}`}
              label={label}
              value={days[n] ?? null}
              onChange={value => setDays(was => was.map((each, at) => (at === n ? value : each)))}
            />
            <View className={cx(styles.note)}>到 {sayDate(ends[n] ?? today)}</View>
          </View>
        ))}
        <View className={cx(styles.note)}>
          开始以后，规则和这些日子都不能改。市级考评要到明年 1 月 5 日以后结束，全年才数得完。
        </View>
        {problem && <Alert id="open-stars-problem" {...problem} />}
        <Button id="open-stars-save" busy={busy} disabled={!isReady} onTap={() => void save()}>
          {isReady ? '开始' : '请写上每一段的天数'}
        </Button>
      </View>
    </Sheet>
  )
}
