import '../../messages'
import { type Category, categoryLabel } from '@domain/offerings/kinds'
import { seriesBars } from '@domain/office/roll-up'
import { atLocal, DAY, localDate, sayMonthDay, startOfLocalDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { Compared } from '../../figures/compared'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'

/** Spans up to yesterday, in days: what is over has been counted. */
const SPANS = [
  { days: 7, label: '7 天' },
  { days: 28, label: '4 周' },
  { days: 84, label: '12 周' },
  { days: 365, label: '一年' },
] as const
const FIRST_SPAN = 28

interface Span {
  from: string
  to: string
}

function spanOf(days: number): Span {
  const today = startOfLocalDay(cloudNow())
  return { from: localDate(today - days * DAY), to: localDate(today - DAY) }
}

/** The centres of a county or of the city side by side over the same days, in the city's order, with the medians. */
function ComparePage() {
  const place = usePlace()
  const [days, setDays] = useState<number>(FIRST_SPAN)
  /** The span of a bar that was opened; null: the whole. */
  const [within, setWithin] = useState<Span | null>(null)
  const [county, setCounty] = useState<string | null>(null)
  const [category, setCategory] = useState<Category | null>(null)
  const of = place.county ?? county
  const span = within ?? spanOf(days)
  const whole = useRequest('office.centres', place.county ? { county: place.county } : {})
  const request = useRequest('office.rollUp', {
    ...(of ? { county: of } : {}),
    ...span,
    ...(category ? { category } : {}),
  })
  const counties = [...new Set((whole.data?.centres ?? []).map(centre => centre.county))]
  return (
    <Desk id="office-compare" title="各中心的数字" section="compare" place={place}>
      <View className={cx(styles.page)}>
        <View className={cx(styles.wrap)}>
          {SPANS.map(each => (
            <Chip
              key={each.days}
              id={`compare-${each.days}`}
              on={within === null && days === each.days}
              onTap={() => {
                setWithin(null)
                setDays(each.days)
              }}
            >
              {each.label}
            </Chip>
          ))}
          {within && (
            <Chip id="compare-within" on onTap={() => setWithin(null)}>
              {`只看 ${sayMonthDay(within.from)}–${sayMonthDay(within.to)} ✕`}
            </Chip>
          )}
        </View>
        {!place.county && counties.length > 1 && (
          <ChipStrip>
            {[null, ...counties].map(each => (
              <Chip key={each} id={`compare-of-${each ?? 'all'}`} on={each === county} onTap={() => setCounty(each)}>
                {each ?? '全市'}
              </Chip>
            ))}
          </ChipStrip>
        )}
        <Loaded request={request.current ? request : { ...request, data: null }} skeleton={[44, 60, 60, 60]}>
          {view => {
            if (view.centres.length === 0) return <EmptyState scene="station" title="还没有中心" note="先新增一个。" />
            if (view.until === null)
              return <EmptyState scene="calendar" title="还没有数字" note="每天夜里数前一天的，明天再来看看。" />
            const [to = span.to] = [view.until, span.to].sort()
            return (
              <>
                <ChipStrip>
                  {[null, ...view.categories].map(each => (
                    <Chip
                      key={each}
                      id={`compare-category-${each ?? 'all'}`}
                      on={each === category}
                      onTap={() => setCategory(each)}
                    >
                      {each === null ? '全部课程' : categoryLabel(each)}
                    </Chip>
                  ))}
                </ChipStrip>
                <Compared
                  view={view}
                  from={span.from}
                  to={to}
                  bars={seriesBars(view.series, view.by, span.from, to)}
                  onOpen={bar => atLocal(bar.to) > atLocal(bar.from) && setWithin({ from: bar.from, to: bar.to })}
                />
              </>
            )
          }}
        </Loaded>
      </View>
    </Desk>
  )
}

export default page(ComparePage)
