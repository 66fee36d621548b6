import { kindFactsOf, stageLabel } from '@domain/contest/kinds'
import { type ContestKind, latestContestRules } from '@domain/contest/rules'
import type { OfficeContest } from '@domain/contracts/office-contest'
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
import { sayAward } from './words'

const STAGES = ['entry', 'case', 'pitch', 'roadshow'] as const

interface OpenSheetProps {
  kind: ContestKind
  onClose: () => void
  onDone: (contest: OfficeContest) => void
}

/** Opens the contest of this year: how long each stage is, and on which days they end. */
export function OpenSheet({ kind, onClose, onDone }: OpenSheetProps) {
  const [days, setDays] = useState<(number | null)[]>([15, 15, 10, 10])
  const { busy, error, run } = useAction('office.openContest')
  const problem = error && messageOf(error)
  const today = atLocal(localDate(cloudNow()))
  const { award } = latestContestRules(kind)
  const ends = STAGES.map(
    (_, n) => today + days.slice(0, n + 1).reduce((sum: number, each) => sum + (each ?? 0), 0) * DAY,
  )
  const isReady = days.every(each => each !== null && each > 0)
  const save = async () => {
    const [entryUntil = '', caseUntil = '', pitchUntil = '', roadshowUntil = ''] = ends.map(localDate)
    const opened = await run({ kind, entryUntil, caseUntil, pitchUntil, roadshowUntil })
    if (opened) onDone(opened)
  }
  return (
    <Sheet
      id="open-contest-sheet"
      title={`开始 ${localDate(today).slice(0, 4)} 年的${kindFactsOf(kind).label}评选`}
      onClose={onClose}
    >
      <View className={cx(styles.form)}>
        {STAGES.map((stage, n) => (
          <View key={stage} className={cx(styles.stack)}>
            <NumberField
              id={`open-${stage}`}
              label={`${stageLabel(stage, kind)}几天`}
              value={days[n] ?? null}
              onChange={value => setDays(was => was.map((each, at) => (at === n ? value : each)))}
            />
            <View className={cx(styles.note)}>到 {sayDate(ends[n] ?? today)}</View>
          </View>
        ))}
        <View className={cx(styles.note)}>
          {award && `名额 ${award.most} 个，每人 ${sayAward(award.fen)}，共 ${sayAward(award.most * award.fen)}。`}
          开始以后，规则和这些日子都不能改。评分少于 5 份的要重评，那个阶段自动延长 7 天。
        </View>
        {problem && <Alert id="open-contest-problem" {...problem} />}
        <Button id="open-contest-save" busy={busy} disabled={!isReady} onTap={() => void save()}>
          {isReady ? '开始' : '请写上每一段的天数'}
        </Button>
      </View>
    </Sheet>
  )
}
