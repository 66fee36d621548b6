import '../../messages'
import type { StarRecord } from '@domain/contracts/office-stars'
import { sayShortDate } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { useAccess } from '../../parts/use-access'
import { WordsSheet } from '../../stars/words-sheet'

const MONTHS = Array.from({ length: 12 }, (_, n) => n + 1)

/** The sessions behind the figures of a month, each with what it counts. */
function StarMonthPage() {
  const place = usePlace()
  const { centreId = '' } = place
  const [month, setMonth] = useState(1)
  const request = useRequest('office.starRecords', { centreId, month })
  const access = useAccess(place)
  const [disputed, setDisputed] = useState<StarRecord | null>(null)
  const { busy, error, run } = useAction('office.disputeStars')
  return (
    <Desk id="office-starmonth" title="星级评价的记录" section="stars" place={place}>
      <View className={cx(styles.page)}>
        <ChipStrip>
          {MONTHS.map(each => (
            <Chip key={each} id={`star-month-${each}`} on={each === month} onTap={() => setMonth(each)}>
              {each} 月
            </Chip>
          ))}
        </ChipStrip>
        <Loaded request={request} skeleton={[60, 60, 60]}>
          {({ records }) =>
            records.length === 0 ? (
              <EmptyState scene="lantern" title="这个月没有记录" note="没有排课，也没有开餐。" />
            ) : (
              <ListGroup>
                {records.map(record => (
                  <ListRow
                    key={record.id}
                    id={`record-${record.id}`}
                    title={record.title}
                    note={`${sayShortDate(record.startsAt)} · ${sayCounts(record)}`}
                    end={record.isLeftOut ? '不计入' : record.isDisputed ? '有异议' : undefined}
                    {...(access.may('office.disputeStars') && !record.isDisputed
                      ? { leads: true, onTap: () => setDisputed(record) }
                      : {})}
                  />
                ))}
              </ListGroup>
            )
          }
        </Loaded>
        {disputed && (
          <WordsSheet
            title={disputed.title}
            label="这一场的记录哪里不对"
            busy={busy}
            error={error}
            onClose={() => setDisputed(null)}
            onSave={async words => {
              if (!(await run({ centreId, sessionId: disputed.id, words }))) return
              setDisputed(null)
              request.reload()
            }}
          />
        )}
      </View>
    </Desk>
  )
}

function sayCounts({ counts }: StarRecord): string {
  const { ordered, handed, planned, held, places, attended, missed, rosters, closed, checkIns, inHours } = counts
  if (ordered > 0) return `订了 ${ordered} 份，交到手里 ${handed} 份`
  if (planned > 0 && places === 0) return '取消了，没有办'
  return [
    held > 0 ? `算来了 ${attended} 人，名额 ${places}` : '没有人来，不算办过',
    missed > 0 ? `约了没来 ${missed} 人` : '',
    rosters > closed ? '名单 24 小时后才记完' : '',
    checkIns > inHours ? `${checkIns - inHours} 次签到不在开放时间` : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

export default page(StarMonthPage)
