import type { OfficeContest } from '@domain/contracts/office-contest'
import type { CentreStars, StarBoard, StarRow } from '@domain/contracts/office-stars'
import { latestRatingRules } from '@domain/rating/standards'
import { contestReport } from '@/packages/office/reports/contest'
import { sayCell } from '@/packages/office/reports/report'
import { boardReport, centreReport } from '@/packages/office/reports/stars'

/** Reports hold what their screens hold, in order, with points as they are read. */

const now = Date.parse('2026-11-27T02:00:00Z')
const round = {
  year: 2026,
  rulesId: 2,
  phase: 'published' as const,
  selfUntil: 1,
  mutualUntil: 2,
  countyUntil: 3,
  cityUntil: 4,
}
const computed = latestRatingRules().standards.filter(({ measure }) => measure !== null)
const cells = (rows: readonly (readonly Parameters<typeof sayCell>[0][])[]) => rows.map(row => row.map(sayCell))

test('the board has a column for each computed standard, the best centre first, and the medians last', () => {
  const row = (centreId: string, score: number, change: Partial<StarRow> = {}): StarRow => ({
    ...{ centreId, centreName: centreId, county: '江川区', tenths: computed.map(() => 40), counted: 12, score },
    ...{ isAssessed: true, isMarked: true, stars: 4, hasVeto: false },
    ...change,
  })
  const medians = computed.map(() => 45)
  const years = [
    { year: 2025, centres: 9, five: 1, four: 2, three: 3 },
    { year: 2024, centres: 8, five: 1, four: 1, three: 1 },
  ]
  const rows = [
    row('low', 705, { hasVeto: true }),
    row('high', 900, { tenths: [null, ...computed.slice(1).map(() => 50)] }),
  ]
  const board: StarBoard = { now, round, rows, medians, years }
  const { tables, isWide, about } = boardReport(board, '江川区')
  expect([isWide, about]).toEqual([true, '江川区 2 个中心 · 已公布 · 2026年11月27日'])
  const [first, second] = tables
  expect(first.columns.map(({ label }) => label)).toEqual([
    '中心',
    '县区',
    ...computed.map(({ label }) => label),
    '总分',
    '星级',
  ])
  const read = cells(first.rows)
  expect(read.map(([name]) => name)).toEqual(['high', 'low', '中位数'])
  expect([read[0]?.slice(2, 4), read[0]?.slice(-2), read[1]?.slice(-2), read[2]?.[2]]).toEqual([
    ['没有', '5.0'],
    ['90.0', '四星'],
    ['70.5', '一票否决'],
    '4.5',
  ])
  expect(cells(second?.rows ?? [])).toEqual([
    ['2025 年', '9', '1', '2', '3', '3'],
    ['2024 年', '8', '1', '1', '1', '5'],
    ['2024 年以来', '', '2', '3', '4', ''],
  ])
})

test('the rating of a centre has all twenty standards, and says what does not count', () => {
  const stars = {
    ...{ now, round, centreName: '江川区党群服务中心', counted: 12, years: [] },
    figures: { hours: { part: 90, whole: 100, tenths: 56 }, meals: null },
    result: { score: 812, stars: 4, tenths: { hours: 56, safety: 41, meals: null } },
  } as unknown as CentreStars
  const { tables, about } = centreReport(stars)
  expect(about).toBe('四星，81.2 分 · 数了 12 个月的记录 · 2026年11月27日')
  const read = cells(tables[0].rows)
  expect(read).toHaveLength(20)
  const of = (label: string) => read.find(row => row[1] === label)?.slice(3)
  expect([of('按公布的时间开门'), of('安全台账'), of('订了就吃到')]).toEqual([
    ['90 / 100', '5.6', '6'],
    ['看材料', '4.1', '5'],
    ['没有', '不计入', '3'],
  ])
})

test('the contest has its entries by place, with what each stage gave', () => {
  const entry = {
    title: '书法班',
    centreName: '中心',
    county: '江川区',
    delivery: { sessions: 24, people: 120 },
    tenths: 250,
  }
  const data = {
    ...{ now, jurors: [{ id: 'j', name: '王老师', employer: '一中', hasJoined: true }] },
    contest: { year: 2026, kind: 'project', rulesId: 1, stage: 'published', until: {}, again: 0 },
    entries: [
      { ...entry, place: null, withdrawnAt: 1, results: {}, stages: [], score: null },
      { ...entry, place: 2, withdrawnAt: null, results: { case: { score: 800 } }, stages: ['case'], score: 240 },
      { ...entry, place: 1, withdrawnAt: null, results: { case: { score: 900 } }, stages: ['case'], score: 270 },
    ],
  } as unknown as OfficeContest
  const { tables } = contestReport(data)
  const read = cells(tables[0].rows)
  expect(read.map(row => [row[0], row[7], row.at(-1)])).toEqual([
    ['1', '90.0', '27.0'],
    ['2', '80.0', '24.0'],
    ['撤回了', '', ''],
  ])
  expect(cells(tables[1]?.rows ?? [])).toEqual([['王老师', '一中', '已加入']])
})
