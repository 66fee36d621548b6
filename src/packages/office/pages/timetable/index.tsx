import '../../messages'
import type { DraftView } from '@domain/contracts/office-timetable'
import { isSpace } from '@domain/offerings/kinds'
import { unitEnd, unitStart } from '@domain/office/copy'
import { atLocal, DAY, HOUR, localDate, localMonth, sayMonthDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { open } from '@/platform/navigate'
import { useWide } from '@/platform/use-wide'
import { Tap } from '@/ui/base/tap'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { page } from '@/ui/screen/page'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { useAccess } from '../../parts/use-access'
import { AddSheet } from '../../timetable/add-sheet'
import { DayList } from '../../timetable/day-list'
import { DraftSheet } from '../../timetable/draft-sheet'
import { datesFrom, type Item, itemsOf, withDraft } from '../../timetable/items'
import { MonthGrid } from '../../timetable/month-grid'
import { Publications } from '../../timetable/publications'
import { PublishSheet } from '../../timetable/publish-sheet'
import { SessionSheet } from '../../timetable/session-sheet'
import own from '../../timetable/timetable.module.scss'
import { WeekGrid } from '../../timetable/week-grid'
import { ExportButton } from '../../xlsx/export-button'
import { timetableSheet } from '../../xlsx/sheets'

/** Days to choose from when a session is planned or moved. */
const CHOOSE_DAYS = 42

function saySpan(unit: 'week' | 'month', start: number, end: number): string {
  if (unit === 'month') return localMonth(start).replace('-', ' 年 ').replace(' 0', ' ').concat(' 月')
  return `${sayMonthDay(localDate(start))}–${sayMonthDay(localDate(end - DAY))}`
}

/** The timetable of a centre: a week or a month, drafts and publications. */
function TimetablePage() {
  const place = usePlace()
  const { centreId = '' } = place
  const { date } = useRouter().params
  const access = useAccess(place)
  const isWide = useWide()
  const today = localDate(cloudNow())
  const [unit, setUnit] = useState<'week' | 'month'>('week')
  const [anchor, setAnchor] = useState(() => atLocal(date ?? today))
  const start = unitStart(unit, anchor)
  const end = unitEnd(unit, start)
  const days = Math.round((end - start) / DAY)
  const dates = datesFrom(start, days)
  const request = useRequest(
    'office.timetable',
    { centreId, from: localDate(start), to: localDate(end - DAY) },
    { refreshOnShow: true },
  )
  const [item, setItem] = useState<Item | null>(null)
  const [addAt, setAddAt] = useState<number | null>(null)
  const [isPublishing, setPublishing] = useState(false)
  const { data, current } = request
  const drafts = current ? (data?.drafts ?? []) : []
  const reload = (saved?: DraftView | null) => {
    // A publication names the revisions that are shown: it may come before the new reading.
    if (data && current && saved) request.setData(withDraft(data, saved, { start, end }))
    request.reload()
  }
  const done = (saved?: DraftView | null) => {
    setItem(null)
    setAddAt(null)
    setPublishing(false)
    reload(saved)
  }
  const choosable = datesFrom(Math.max(start, atLocal(today)), CHOOSE_DAYS)
  // People of a partner plan; the centre publishes.
  const publishes = access.may('office.publish')
  const footer = publishes && drafts.length > 0 && (
    <Button id="timetable-publish" onTap={() => setPublishing(true)}>
      发布 {drafts.length} 场草稿
    </Button>
  )
  return (
    <Desk id="office-timetable" title="课表" section="timetable" place={place} footer={footer}>
      <View className={cx(styles.page)}>
        <View className={cx(own.bar)}>
          <Tap
            id="timetable-earlier"
            className={own.turn}
            label={unit === 'week' ? '上一周' : '上个月'}
            onTap={() => setAnchor(start - DAY)}
          >
            <Icon name="back" />
          </Tap>
          <View id="timetable-span" className={cx(own.span)}>
            {saySpan(unit, start, end)}
          </View>
          <Tap
            id="timetable-later"
            className={own.turn}
            label={unit === 'week' ? '下一周' : '下个月'}
            onTap={() => setAnchor(end)}
          >
            <Icon name="next" />
          </Tap>
          <Chip id="timetable-week" on={unit === 'week'} onTap={() => setUnit('week')}>
            周
          </Chip>
          <Chip id="timetable-month" on={unit === 'month'} onTap={() => setUnit('month')}>
            月
          </Chip>
          {publishes && (
            <Button
              id="timetable-copy"
              look="soft"
              size="small"
              icon="copy"
              onTap={() => open('office/copy', { centreId, unit, to: localDate(start) })}
            >
              复制课表
            </Button>
          )}
          <Button
            id="timetable-add"
            look="soft"
            size="small"
            icon="plus"
            onTap={() => setAddAt(Math.max(start, atLocal(today) + DAY) + 9 * HOUR)}
          >
            加一场
          </Button>
          {publishes && (
            <Button id="timetable-import" look="soft" size="small" onTap={() => open('office/import', { centreId })}>
              从表格导入
            </Button>
          )}
          {data && current && (
            <ExportButton id="timetable-export" file={`课表 ${localDate(start)}`} sheet={() => timetableSheet(data)} />
          )}
        </View>
        <Loaded request={request} skeleton={[60, 400]}>
          {view => {
            const shown = { dates, items: itemsOf(view), days: view.days, today }
            return (
              <>
                {unit === 'month' ? (
                  <MonthGrid
                    {...shown}
                    onOpen={day => {
                      setAnchor(atLocal(day))
                      setUnit('week')
                    }}
                  />
                ) : isWide ? (
                  <WeekGrid {...shown} centreId={centreId} onOpen={setItem} onAdd={setAddAt} onMoved={reload} />
                ) : (
                  <DayList {...shown} onOpen={setItem} onAdd={setAddAt} />
                )}
                <Publications
                  centreId={centreId}
                  publications={view.publications}
                  now={view.now}
                  onDone={() => done()}
                />
              </>
            )
          }}
        </Loaded>
      </View>
      {item?.type === 'draft' && (
        <DraftSheet
          key={item.of.id}
          centreId={centreId}
          draft={{ ...item.of, isSpace: isSpace(item.of.kind) }}
          days={choosable}
          onClose={() => setItem(null)}
          onDone={done}
        />
      )}
      {item?.type === 'session' && (
        <SessionSheet
          key={item.of.id}
          centreId={centreId}
          session={item.of}
          days={choosable}
          now={cloudNow()}
          seesRoster={access.may('staff.roster')}
          changes={access.may('office.changeSession')}
          onClose={() => setItem(null)}
          onDone={() => done()}
        />
      )}
      {addAt !== null && (
        <AddSheet centreId={centreId} startsAt={addAt} days={choosable} onClose={() => setAddAt(null)} onDone={done} />
      )}
      {isPublishing && (
        <PublishSheet
          centreId={centreId}
          drafts={drafts}
          sessions={data?.sessions ?? []}
          now={cloudNow()}
          onClose={() => setPublishing(false)}
          onDone={() => done()}
        />
      )}
    </Desk>
  )
}

export default page(TimetablePage)
