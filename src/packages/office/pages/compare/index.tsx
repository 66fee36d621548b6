import '../../messages'
import { type FigureGroup, medianOf } from '@domain/office/figures'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { open } from '@/platform/navigate'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { page } from '@/ui/screen/page'
import { EmptyState, ErrorState } from '@/ui/states'
import { sayShare } from '../../figures/say'
import { datesOf, FIRST_SPAN, SpanChips } from '../../figures/span-chips'
import { useManyFigures } from '../../figures/use-many'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { Table, type TableRow } from '../../parts/table'
import { ExportButton } from '../../xlsx/export-button'

const COLUMNS = [
  { label: '中心', width: '2fr' },
  { label: '场次', width: '80px' },
  { label: '约出去', width: '1fr' },
  { label: '约了的来了', width: '1fr' },
  { label: '约了没来', width: '1fr' },
  { label: '候补', width: '80px' },
]

interface Centre {
  id: string
  name: string
}

/** The centres of a county side by side over the same days, in the city's order, with the medians. */
function ComparePage() {
  const place = usePlace()
  const request = useRequest('office.centres', place.county ? { county: place.county } : {})
  const [days, setDays] = useState(FIRST_SPAN)
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <Desk id="office-compare" title="各中心的数字" section="compare" place={place}>
      <View className={cx(styles.page)}>
        <SpanChips id="compare" days={days} onChange={setDays} />
        <Loaded request={request} skeleton={[44, 60, 60, 60]} ageless>
          {({ centres }) => {
            const counties = [...new Set(centres.map(({ county }) => county))]
            const county = chosen ?? counties[0] ?? ''
            if (centres.length === 0) return <EmptyState scene="station" title="还没有中心" note="先新增一个。" />
            return (
              <>
                {counties.length > 1 && (
                  <ChipStrip>
                    {counties.map(each => (
                      <Chip key={each} id={`compare-of-${each}`} on={each === county} onTap={() => setChosen(each)}>
                        {each}
                      </Chip>
                    ))}
                  </ChipStrip>
                )}
                <Compared centres={centres.filter(centre => centre.county === county)} days={days} />
              </>
            )
          }}
        </Loaded>
      </View>
    </Desk>
  )
}

const cellsOf = ({ sessions, booked, capacity, fill, attendance, missed, absence, waiting }: FigureGroup) => [
  `${sessions} 场`,
  `约出去 ${booked} / ${capacity}（${sayShare(fill)}）`,
  attendance === null ? '' : `来了 ${sayShare(attendance)}`,
  missed > 0 ? `没来 ${missed}（${sayShare(absence)}）` : '',
  waiting > 0 ? `候补 ${waiting}` : '',
]

function Compared({ centres, days }: { centres: readonly Centre[]; days: number }) {
  const { from, to } = datesOf(days)
  const { figures, error, retry } = useManyFigures(
    centres.map(({ id }) => id),
    from,
    to,
  )
  if (error) {
    const { text, hint } = messageOf(error)
    return <ErrorState reason={text} hint={hint} onRetry={retry} />
  }
  const known = centres.flatMap(({ id }) => figures.get(id) ?? [])
  const median = (of: 'fill' | 'attendance' | 'absence') => sayShare(medianOf(known.flatMap(group => group[of] ?? [])))
  const rows = centres.map(
    ({ id, name }): TableRow => ({
      id: `compare-${id}`,
      cells: [name, ...sayCells(figures.get(id))],
      onTap: () => open('office/figures', { centreId: id }),
    }),
  )
  return (
    <>
      <View id="compare-said" className={cx(styles.note)}>
        中位数：约出去 {median('fill') || '—'}，约了的来了 {median('attendance') || '—'}，约了没来{' '}
        {median('absence') || '—'}。各中心大小和做的事不一样，只看一个数排不出高低。
      </View>
      <Table columns={COLUMNS} rows={rows} />
      {figures.size === centres.length && (
        <View className={cx(styles.wrap)}>
          <ExportButton
            id="compare-export"
            file={`各中心的数字 ${from} 到 ${to}`}
            sheet={() => ({
              name: '各中心',
              columns: ['中心', '场次', '名额', '约了', '来了', '约了没来', '候补'].map((label, n) => ({
                label,
                width: n === 0 ? 28 : 10,
              })),
              rows: centres.map(({ id, name }) => {
                const group = figures.get(id)
                if (!group) return [name, 0]
                const { sessions, capacity, booked, came, missed, waiting } = group
                return [name, sessions, capacity, booked, came, missed, waiting]
              }),
            })}
          />
        </View>
      )}
    </>
  )
}

/** The cells of a centre: undefined while it is awaited, null without sessions. */
function sayCells(group: FigureGroup | null | undefined): string[] {
  if (group === undefined) return ['正在算', '', '', '', '']
  return group === null ? ['没有课', '', '', '', ''] : cellsOf(group)
}

export default page(ComparePage)
