import '../../messages'
import type { JournalRow } from '@domain/contracts/office-team'
import { ACT_LABELS, JOURNAL_ACTS, type JournalAct } from '@domain/office/journal'
import { DAY, localClock, sayShortDate, startOfLocalDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/cloud/client'
import { cloudNow } from '@/cloud/clock'
import { messageOf } from '@/cloud/messages'
import { usePages } from '@/cloud/use-pages'
import { useRequest } from '@/cloud/use-request'
import { ListEnd } from '@/features/lists/list-end'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { joinWithDots } from '@/ui/join-with-dots'
import { page } from '@/ui/screen/page'
import { Sheet } from '@/ui/sheet'
import { EmptyState } from '@/ui/states'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { Table } from '../../parts/table'

const COLUMNS = [
  { label: '什么时候', width: '140px' },
  { label: '谁', width: '80px' },
  { label: '做了什么', width: '120px' },
  { label: '关于', width: '1.5fr' },
  { label: '从什么改成什么', width: '2fr' },
]

/** Spans of days to choose from; null: all. */
const SPANS = [
  { days: null, label: '全部时间' },
  { days: 1, label: '今天' },
  { days: 7, label: '近 7 天' },
  { days: 30, label: '近 30 天' },
] as const

const STATES = { begun: '没有做完', done: '', refused: '没有做成' }

function sayChange({ from, to, reason, state }: JournalRow): string {
  const change = from && to ? `${from} → ${to}` : (to ?? from ?? '')
  return joinWithDots([STATES[state], change, reason !== null && `原因：${reason}`])
}

/** What was done at a place, with filters by act, person and time. */
function JournalPage() {
  const place = usePlace()
  const [act, setAct] = useState<JournalAct | null>(null)
  const [by, setBy] = useState<string | null>(null)
  const [days, setDays] = useState<number | null>(null)
  const [refused, setRefused] = useState(false)
  const [choosing, setChoosing] = useState<'act' | 'by' | null>(null)
  const team = useRequest('office.team', place)
  const filter = {
    ...place,
    ...(act ? { act } : {}),
    ...(by ? { by } : {}),
    ...(days === null ? {} : { from: startOfLocalDay(cloudNow()) - (days - 1) * DAY }),
    ...(refused ? { refused } : {}),
  }
  const rows = usePages(JSON.stringify(filter), after =>
    call('office.journal', { ...filter, ...(after === undefined ? {} : { after }) }),
  )
  const members = team.data?.members ?? []
  const close = () => setChoosing(null)
  return (
    <Desk id="office-journal" title="操作记录" section="journal" place={place}>
      <View className={cx(styles.page)}>
        <ChipStrip>
          <Chip id="journal-act" role="button" on={act !== null} onTap={() => setChoosing('act')}>
            {act ? ACT_LABELS[act] : '做了什么'}
          </Chip>
          <Chip id="journal-by" role="button" on={by !== null} onTap={() => setChoosing('by')}>
            {by ? (members.find(({ personId }) => personId === by)?.name ?? '这位同事') : '谁做的'}
          </Chip>
          {SPANS.map(span => (
            <Chip key={span.label} id={`journal-${span.days}`} on={days === span.days} onTap={() => setDays(span.days)}>
              {span.label}
            </Chip>
          ))}
          <Chip id="journal-refused" role="checkbox" on={refused} onTap={() => setRefused(!refused)}>
            也看没做成的
          </Chip>
        </ChipStrip>
        {rows.items?.length === 0 && <EmptyState scene="lantern" title="这里没有记录" note="换个条件再看看。" />}
        {rows.items && rows.items.length > 0 && (
          <Table
            columns={COLUMNS}
            rows={rows.items.map(row => ({
              id: `journal-${row.id}`,
              cells: [
                `${sayShortDate(row.at)} ${localClock(row.at)}`,
                row.by.name ?? (row.by.id === null ? '系统管理' : '同事'),
                ACT_LABELS[row.act],
                joinWithDots([row.subject?.title ?? '', row.person?.name ?? '']),
                sayChange(row),
              ],
            }))}
          />
        )}
        <ListEnd id="journal-more" pages={rows} problem={rows.error && messageOf(rows.error)} item={60} />
      </View>
      {choosing === 'act' && (
        <Sheet id="journal-acts" title="看哪一种" onClose={close}>
          <View className={cx(styles.form)}>
            <View className={cx(styles.wrap)}>
              {[null, ...JOURNAL_ACTS].map(each => (
                <Chip
                  key={each}
                  id={`act-${each ?? 'all'}`}
                  on={act === each}
                  onTap={() => {
                    setAct(each)
                    close()
                  }}
                >
                  {each ? ACT_LABELS[each] : '全部'}
                </Chip>
              ))}
            </View>
          </View>
        </Sheet>
      )}
      {choosing === 'by' && (
        <Sheet id="journal-people" title="看谁做的" onClose={close}>
          <View className={cx(styles.form)}>
            <View className={cx(styles.wrap)}>
              {[{ personId: null, name: '所有人' }, ...members].map(({ personId, name }) => (
                <Chip
                  key={personId}
                  id={`by-${personId ?? 'all'}`}
                  on={by === personId}
                  onTap={() => {
                    setBy(personId)
                    close()
                  }}
                >
                  {name ?? '没写名字'}
                </Chip>
              ))}
            </View>
          </View>
        </Sheet>
      )}
    </Desk>
  )
}

export default page(JournalPage)
