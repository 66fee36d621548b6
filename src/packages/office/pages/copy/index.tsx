import '../../messages'
import { COPY_UNITS, type CopyUnit, unitEnd, unitStart } from '@domain/office/copy'
import { atLocal, DAY, localDate, localMonth, sayMonthDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { usePageInFront } from '@/platform/in-front'
import { goBack } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { page } from '@/ui/screen/page'
import { toast } from '@/ui/toast'
import { ChoiceField } from '../../fields/choice-field'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { PlanRows } from '../../timetable/plan-rows'

const LABELS: Record<CopyUnit, string> = { week: '一周', month: '一个月', term: '一学期' }
/** Weeks of a term. */
const TERM = 18

/** How many units back one may copy from. */
const BACK = 3

function sayUnit(unit: CopyUnit, start: number): string {
  if (unit === 'month') return `${Number(localMonth(start).slice(5))} 月`
  const first = sayMonthDay(localDate(start))
  return unit === 'week' ? `${first}–${sayMonthDay(localDate(start + 6 * DAY))}` : `${first} 起`
}

/** The units before the one that begins at `start`, nearest first. */
function unitsBefore(unit: CopyUnit, start: number): number[] {
  const starts: number[] = []
  let at = start
  for (let n = 0; n < BACK; n++) {
    at = unit === 'month' ? unitStart('month', at - DAY) : at - (unit === 'term' ? TERM : 1) * 7 * DAY
    starts.push(at)
  }
  return starts
}

/** Copies a week, a month or a term into another: first what would be created and skipped, then the drafts. */
function CopyPage() {
  const place = usePlace()
  const { centreId = '' } = place
  const { unit: asked, to: shown } = useRouter().params
  const [unit, setUnit] = useState<CopyUnit>(COPY_UNITS.find(each => each === asked) ?? 'week')
  const here = atLocal(shown ?? localDate(cloudNow()))
  const first = unitStart(unit, here)
  const targets = [first, unitEnd(unit, first, TERM)]
  // What is under way is mostly planned already.
  const [isNext, setNext] = useState(first <= cloudNow())
  const to = targets[isNext ? 1 : 0] ?? first
  const sources = unitsBefore(unit, to)
  const [back, setBack] = useState(0)
  const from = sources[back] ?? to
  const input = {
    centreId,
    unit,
    from: localDate(from),
    to: localDate(to),
    ...(unit === 'term' ? { weeks: TERM } : {}),
  }
  const preview = useRequest('office.previewCopy', input)
  const { run, busy, error } = useAction('office.copy')
  const inFront = usePageInFront()
  const plan = preview.current ? preview.data : null
  const copy = async () => {
    const answer = await run(input)
    if (!answer) return
    toast(`建了 ${answer.created} 场草稿`, '看一看，再发布。')
    if (inFront()) goBack()
  }
  const footer = (
    <Button id="copy-yes" busy={busy} disabled={!plan || plan.created === 0} onTap={() => void copy()}>
      {plan ? (plan.created === 0 ? '没有要建的' : `建 ${plan.created} 场草稿`) : '正在算'}
    </Button>
  )
  return (
    <Desk id="office-copy" title="复制课表" section="timetable" place={place} footer={footer}>
      <View className={cx(styles.page)}>
        <View className={cx(styles.fields)}>
          <ChoiceField
            id="copy-unit"
            label="复制多长"
            value={unit}
            choices={COPY_UNITS.map(value => ({ id: value, value, label: LABELS[value] }))}
            onChange={setUnit}
          />
          <ChoiceField
            id="copy-to"
            label="排到"
            value={isNext}
            choices={targets.map((start, n) => ({ id: String(n), value: n === 1, label: sayUnit(unit, start) }))}
            onChange={setNext}
          />
          <ChoiceField
            id="copy-from"
            label="照着哪一段"
            value={back}
            choices={sources.map((start, n) => ({ id: String(n), value: n, label: sayUnit(unit, start) }))}
            onChange={setBack}
          />
        </View>
        <View className={cx(styles.note)}>
          {unit === 'month' ? '第二个周六对第二个周六，依次对上。' : '周几对周几，依次对上。'}
          预约不会复制；开放、截止和签到的时间跟着走；再复制一遍也不会多建。
        </View>
        {error && <Alert id="copy-problem" {...messageOf(error)} />}
        <Loaded request={{ ...preview, data: plan }} skeleton={[40, 60, 60, 60]} ageless>
          {answer => <PlanRows plan={answer} />}
        </Loaded>
      </View>
    </Desk>
  )
}

export default page(CopyPage)
