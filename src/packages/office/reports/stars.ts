import type { CentreStars, StarBoard, StarYear } from '@domain/contracts/office-stars'
import { PHASE_LABELS } from '@domain/rating/round'
import { ASPECTS, ratingRulesOf } from '@domain/rating/standards'
import { sayDate } from '@domain/time'
import { hasOnlyResult, sayFigure, sayStars, sayTenths } from '../stars/say'
import { type Report, tableOf } from './report'

const NOT_HERE = '没有'

/** The centres side by side, with the medians and the years before. */
export function boardReport({ now, round, rows, medians, years }: StarBoard, county: string | undefined): Report {
  const standards = ratingRulesOf(round?.rulesId ?? 1).standards.filter(({ measure }) => measure !== null)
  const points = (tenths: number | null | undefined) => (tenths == null ? NOT_HERE : { tenths })
  const labels = ['中心', '县区', ...standards.map(({ label }) => label), '总分', '星级']
  const all = [...rows].sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
  return {
    title: `${round?.year ?? ''} 年星级评价`,
    about: `${county ?? '全市'} ${rows.length} 个中心 · ${round ? PHASE_LABELS[round.phase] : ''} · ${sayDate(now)}`,
    isWide: true,
    tables: [
      tableOf(
        '',
        labels,
        [
          ...all.map(row => [
            row.centreName,
            row.county,
            ...row.tenths.map(tenths => (hasOnlyResult(row) ? '' : points(tenths))),
            ...(row.score === null
              ? ['', '']
              : [{ tenths: row.score }, row.hasVeto ? '一票否决' : sayStars(row.stars)]),
          ]),
          ['中位数', '', ...medians.map(points), '', ''],
        ],
        { 中心: '2.6fr', 县区: '1.3fr' },
      ),
      ...yearTables(years),
    ],
    note: '数字来自签到、名单等记录，各中心可以从每一项看到记录；没有的项目不计入，按 100 分折算。',
  }
}

function yearTables(years: readonly StarYear[]) {
  const first = years[years.length - 1]
  if (!first) return []
  const rows = years.map(({ year, centres, five, four, three }) => [
    ...[`${year} 年`, centres, five, four, three, centres - five - four - three],
  ])
  const sum = (field: 'five' | 'four' | 'three') => years.reduce((total, own) => total + own[field], 0)
  const all = [`${first.year} 年以来`, '', sum('five'), sum('four'), sum('three'), '']
  return [tableOf('历年评上的', ['年份', '一共', '五星', '四星', '三星', '没有评上'], [...rows, all])]
}

/** The rating of a centre, standard by standard. */
export function centreReport(stars: CentreStars): Report {
  const { now, round, centreName, figures, result, years } = stars
  const { standards } = ratingRulesOf(round?.rulesId ?? 1)
  const rows = ASPECTS.flatMap(({ id: aspect, label: aspectLabel }) =>
    standards
      .filter(standard => standard.aspect === aspect)
      .map(standard => {
        const figure = figures[standard.id]
        const tenths = result ? (result.tenths[standard.id] ?? null) : (figure?.tenths ?? null)
        const isOpen = standard.measure === null && !result
        const found = standard.measure === null ? '看材料' : figure ? sayFigure(standard, figure) : NOT_HERE
        const got = isOpen ? '' : tenths === null ? '不计入' : { tenths }
        return [aspectLabel, standard.label, standard.note, found, got, standard.points]
      }),
  )
  const score = result
    ? `${sayStars(result.stars)}，${sayTenths(result.score)} 分`
    : PHASE_LABELS[round?.phase ?? 'self']
  return {
    title: `${centreName} ${round?.year ?? ''} 年星级评价`,
    about: `${score} · 数了 ${stars.counted} 个月的记录 · ${sayDate(now)}`,
    isWide: false,
    tables: [
      tableOf('', ['方面', '项目', '怎样得满分', '现在', '得分', '满分'], rows, {
        方面: '1.3fr',
        项目: '2.2fr',
        怎样得满分: '3.4fr',
        现在: '1.7fr',
      }),
      ...(years.length === 0
        ? []
        : [
            tableOf(
              '历年',
              ['年份', '星级', '得分'],
              years.map(own => [`${own.year} 年`, sayStars(own.stars), { tenths: own.score }]),
            ),
          ]),
    ],
    note: '得分按 100 分折算，没有的项目不计入。',
  }
}
