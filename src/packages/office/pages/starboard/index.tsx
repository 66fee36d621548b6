import '../../messages'
import type { StarBoard, StarRow } from '@domain/contracts/office-stars'
import { needHelp } from '@domain/rating/help'
import { ratingRulesOf } from '@domain/rating/standards'
import { localDate } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { open } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { EmptyState } from '@/ui/states'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { type OfficePlace, usePlace, useYear } from '../../parts/place'
import { Table, type TableRow } from '../../parts/table'
import { useAccess } from '../../parts/use-access'
import { OpenSheet } from '../../stars/open-sheet'
import { RoundNote } from '../../stars/round-note'
import { hasOnlyResult, sayStars, sayTenths } from '../../stars/say'

/** The centres of a county or of the city side by side, and what the city does about the rating. */
function StarBoardPage() {
  const place = usePlace()
  const asked = useYear()
  const input = { ...(place.county ? { county: place.county } : {}), ...asked }
  const request = useRequest('office.starBoard', input, { refreshOnShow: true })
  const isEarlier = asked.year !== undefined
  const access = useAccess(place)
  return (
    <Desk
      id="office-starboard"
      title={isEarlier ? `${asked.year} 年星级评价` : '星级评价'}
      section="starboard"
      place={place}
    >
      <View className={cx(styles.page)}>
        <Loaded request={request} skeleton={[44, 60, 60, 60]}>
          {board => (
            <>
              {board.round && <RoundNote round={board.round} />}
              {!isEarlier && access.may('office.openStars') && <CityActs board={board} onDone={request.reload} />}
              {board.rows.length === 0 && isEarlier ? (
                <EmptyState
                  scene="lantern"
                  title={`${asked.year} 年没有评过`}
                  note="公布过的评价，都在“历年评上的”里。"
                />
              ) : board.rows.length === 0 ? (
                <EmptyState
                  scene="lantern"
                  title={board.round ? '正在列出各个中心' : '还没有开始评价'}
                  note={board.round ? '过一两分钟再来看。' : '市里开始以后，这里会有每个中心的数字。'}
                />
              ) : (
                <Board board={board} place={place} year={isEarlier ? `${asked.year}` : undefined} />
              )}
              {!isEarlier && <Years years={board.years} place={place} />}
            </>
          )}
        </Loaded>
      </View>
    </Desk>
  )
}

function CityActs({ board, onDone }: { board: StarBoard; onDone: () => void }) {
  const [isOpening, setOpening] = useState(false)
  const { busy, error, run } = useAction('office.publishStars')
  const problem = error && messageOf(error)
  const { round, now } = board
  const isNew = !round || round.year < Number(localDate(now).slice(0, 4))
  return (
    <>
      {isNew && (
        <View className={cx(styles.narrowButton)}>
          <Button id="open-stars" look="soft" icon="plus" onTap={() => setOpening(true)}>
            开始今年的评价
          </Button>
        </View>
      )}
      {round?.phase === 'closed' && (
        <Button
          id="publish-stars"
          busy={busy}
          onTap={async () => {
            if (await run({})) onDone()
          }}
        >
          公布结果
        </Button>
      )}
      {problem && <Alert id="publish-problem" {...problem} />}
      {isOpening && (
        <OpenSheet
          onClose={() => setOpening(false)}
          onDone={() => {
            setOpening(false)
            onDone()
          }}
        />
      )}
    </>
  )
}

interface BoardProps {
  board: StarBoard
  place: OfficePlace
  /** An earlier year; absent: the latest. */
  year: string | undefined
}

function Board({ board: { round, rows, medians }, place, year }: BoardProps) {
  const ofYear = year === undefined ? {} : { year }
  const computed = ratingRulesOf(round?.rulesId ?? 1).standards.filter(({ measure }) => measure !== null)
  const [chosen, setChosen] = useState(computed[0]?.id ?? '')
  const at = computed.findIndex(({ id }) => id === chosen)
  const median = medians[at]
  const shown = computed[at]
  const helped = shown ? needHelp(rows, at, median ?? null, shown.points) : []
  const columns = [
    { label: '中心', width: '2fr' },
    { label: '县区', width: '1fr' },
    { label: shown?.label ?? '', width: '1fr' },
    { label: '进度', width: '1fr' },
    { label: '结果', width: '1fr' },
  ]
  return (
    <>
      <ChipStrip>
        {computed.map(({ id, label }) => (
          <Chip key={id} id={`board-${id}`} on={id === chosen} onTap={() => setChosen(id)}>
            {label}
          </Chip>
        ))}
      </ChipStrip>
      <View id="board-said" className={cx(styles.note)}>
        {shown?.label}：{shown?.note}，满分 {shown?.points} 分；中位数{' '}
        {median === null || median === undefined ? '—' : `${sayTenths(median)} 分`}。只看一项排不出高低。
      </View>
      {helped.length > 0 && (
        <View id="board-help" className={cx(styles.note)}>
          可以先帮一把：{helped.map(row => `${row.centreName} ${sayTenths(row.tenths[at] ?? 0)} 分`).join('、')}。
        </View>
      )}
      <Table
        columns={columns}
        rows={rows.map((row): TableRow => {
          const tenths = row.tenths[at]
          return {
            id: `board-of-${row.centreId}`,
            cells: [
              row.centreName,
              row.county,
              tenths === null || tenths === undefined ? (hasOnlyResult(row) ? '' : '没有') : `${sayTenths(tenths)} 分`,
              sayProgress(row),
              sayResult(row),
            ],
            // Rated before its records were here: there is nothing to look at.
            onTap: hasOnlyResult(row) ? undefined : () => open('office/stars', { centreId: row.centreId, ...ofYear }),
          }
        })}
      />
      <View className={cx(styles.wrap)}>
        <Button
          id="board-report"
          look="soft"
          size="small"
          onTap={() => open('office/report', { ...place, kind: 'stars', ...ofYear })}
        >
          打印和导出
        </Button>
      </View>
    </>
  )
}

/** What came of the ratings so far: each year leads to its board, and the last row adds them up. */
function Years({ years, place }: { years: StarBoard['years']; place: OfficePlace }) {
  const first = years[years.length - 1]
  if (!first) return null
  const labels = ['年份', '五星', '四星', '三星', '没有评上', '一共']
  const sum = (field: 'five' | 'four' | 'three') => years.reduce((total, own) => total + own[field], 0)
  const [five, four, three] = [sum('five'), sum('four'), sum('three')]
  return (
    <Section title="历年评上的">
      <Table
        columns={labels.map(label => ({ label, width: '1fr' }))}
        rows={[
          ...years.map(({ year, centres, five, four, three }) => ({
            id: `stars-of-${year}`,
            cells: [
              `${year} 年`,
              ...[five, four, three, centres - five - four - three].map((count, n) => `${labels[n + 1]} ${count}`),
              `${centres} 个中心`,
            ],
            onTap: () => open('office/starboard', { ...place, year: `${year}` }),
          })),
          {
            id: 'stars-of-all',
            cells: [
              `${first.year} 年以来`,
              ...[five, four, three].map((count, n) => `${labels[n + 1]} ${count}`),
              '',
              `评上 ${five + four + three} 次`,
            ],
          },
        ]}
      />
    </Section>
  )
}

function sayProgress(row: StarRow): string {
  const { isAssessed, isMarked, counted } = row
  if (hasOnlyResult(row)) return '只有结果'
  if (isMarked) return '考评了'
  return isAssessed ? '自评交了' : `数了 ${counted} 个月`
}

function sayResult({ score, stars, hasVeto }: StarRow): string {
  if (score === null) return ''
  return hasVeto ? '一票否决' : `${sayStars(stars)} ${sayTenths(score)}`
}

export default page(StarBoardPage)
