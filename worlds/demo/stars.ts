import { gradesOf } from '@domain/rating/came'
import { type MonthCounts, NO_COUNTS, yearOf } from '@domain/rating/counts'
import { figuresOf } from '@domain/rating/figures'
import { type Marks, resultOf } from '@domain/rating/result'
import { assignReviewers } from '@domain/rating/reviewers'
import { monthSpan, termOf } from '@domain/rating/round'
import { markedStandards, type RatingRules, ratingRulesOf } from '@domain/rating/standards'
import { DAY, HOUR, localDate } from '@domain/time'
import type {
  CentreDocument,
  CentreStarsDocument,
  StarRoundDocument,
} from '../../cloudfunctions/lib/kernel/store/documents'
import { type Random, seededRandom } from '../random'
import { AWARDED } from './starred-elsewhere'

/** How well the first centres did in the last year; the others, and all in the years before, got no stars. */
const QUALITIES = [0.93, 0.78, 0.71, 0.715, 0.77, 0.705, 0.72, 0.71, 0.93] as const
const WITHOUT = [0.6, 0.64, 0.62] as const
/** How many years back the records of the demo's centres reach. */
const RECORDED = 3

/**
 * The finished ratings of some years, with what each centre has got, and the stars that the centres show. `others`: the centres of the
 * city of which nothing but the result is known.
 */
export function stars(centres: readonly CentreDocument[], now: number, others: Others = () => []) {
  // In the first two months the rating of the year before is not finished yet.
  const last = Number(localDate(now - 59 * DAY).slice(0, 4)) - 1
  const rounds = AWARDED.map((_, n) => roundOf(last - AWARDED.length + 1 + n, last))
  const rated = rounds
    .slice(-RECORDED)
    .flatMap(round => ratedCentres(centres, round, round.year === last ? QUALITIES.length : 0))
  const shown = new Map(
    rated.filter(({ year }) => year === last).map(({ centreId, result }) => [centreId, result?.stars ?? null]),
  )
  const all = [...rated, ...others(rounds, rated)]
  return {
    starrounds: rounds.map(round => ({ ...round, came: cameOf(all, round._id) })),
    centrestars: all,
    centres: centres.map(centre => ({
      ...centre,
      residents: residentsOf(centre),
      stars: { stars: shown.get(centre._id) ?? null, year: last, until: termOf(last) },
    })),
  }
}

type Others = (
  rounds: readonly StarRoundDocument[],
  rated: readonly CentreStarsDocument[],
) => readonly CentreStarsDocument[]

function cameOf(rated: readonly CentreStarsDocument[], roundId: string) {
  const own = rated.filter(one => one.roundId === roundId)
  return gradesOf(own.map(({ county, result }) => ({ county, stars: result?.stars ?? null })))
}

/** Made up: a community of some thousand people. */
function residentsOf({ _id }: CentreDocument): number {
  return seededRandom(`residents ${_id}`).whole(30, 80) * 100
}

/** The first years were rated before complaints, volunteers, partners and groups had records. */
function roundOf(year: number, last: number): StarRoundDocument {
  const over = monthSpan(year, 12).to
  return {
    _id: `stars-${year}`,
    year,
    rulesId: year < last ? 1 : 2,
    selfUntil: over - 30 * DAY,
    mutualUntil: over - 10 * DAY,
    countyUntil: over + 12 * DAY,
    cityUntil: over + 22 * DAY,
    seed: `demo-${year}`,
    openedAt: over - 50 * DAY,
    publishedAt: over + 25 * DAY,
    enrolledTo: null,
    assigned: true,
    dueAt: 0,
    revision: 1,
  }
}

/** A year in which the first so many centres get stars. */
function ratedCentres(centres: readonly CentreDocument[], round: StarRoundDocument, starred: number) {
  const participants = centres.map(({ _id: id, county }) => ({ id, county }))
  const reviewers = assignReviewers(participants, round.seed, ratingRulesOf(round.rulesId))
  return centres.map((centre, n) => {
    const quality = n < starred ? QUALITIES[n % QUALITIES.length] : WITHOUT[n % WITHOUT.length]
    return ratedCentre(centre, quality ?? 0.7, round, reviewers.get(centre._id) ?? [])
  })
}

function ratedCentre(
  { _id: centreId, name, county }: CentreDocument,
  quality: number,
  { _id: roundId, year, countyUntil, rulesId }: StarRoundDocument,
  reviewers: string[],
): CentreStarsDocument {
  const random = seededRandom(`stars ${centreId} ${year}`)
  const rules = ratingRulesOf(rulesId)
  const months = Object.fromEntries(
    Array.from({ length: 12 }, (_, month) => [String(month + 1).padStart(2, '0'), monthOf(random, quality, month)]),
  )
  const figures = figuresOf(yearOf(Object.values(months)), rules)
  const sheet = (words: string, at: number) => ({ marks: marksOf(random, quality, rules), words, at, n: 1 })
  const at = countyUntil - 5 * DAY
  const self = sheet('台账、值班表和证书都在一楼资料柜，按月装订。', at - 30 * DAY)
  const reviews = Object.fromEntries(reviewers.map(id => [id, sheet('', at - 20 * DAY)]))
  const byCounty = { ...sheet('现场看过台账，抽查了两个月。', at), veto: null }
  const facts = {
    figures,
    reviews: Object.values(reviews).map(({ marks }) => marks),
    appraisal: byCounty.marks,
    veto: null,
    overstated: [],
  }
  return {
    _id: `${year}-${centreId}`,
    ...{ roundId, year, centreId, centreName: name, county, reviewers, months, counted: 12, figures },
    ...{
      self,
      reviews,
      byCounty,
      byCity: null,
      disputes: disputesOf(centreId, year),
      recount: [],
      toRecount: 0,
      explained: {},
    },
    ...{ isSampled: false, rechecks: {}, result: resultOf(facts, rules), dueAt: 0, revision: 1 },
  }
}

/** The centre of Jiangchuan disputed two records each year: one was left out, and one stayed. */
function disputesOf(centreId: string, year: number): CentreStarsDocument['disputes'] {
  if (centreId !== 'jiangchuan') return {}
  const { from } = monthSpan(year, 3)
  const at = monthSpan(year, 12).from
  const dispute = (title: string, day: number, words: string, upheld: boolean, answer: string) => ({
    ...{ month: 3, title, startsAt: from + day * DAY + 19 * HOUR, words, at },
    decision: { upheld, words: answer, at: at + 2 * DAY },
  })
  return {
    [`dispute-${year}-1`]: dispute('周末书法班', 11, '那天停电，改在院子里上课，签不了到', true, '看过照片和停电通知'),
    [`dispute-${year}-2`]: dispute('亲子阅读', 18, '有三位家长忘了签到', false, '没有当天的记录可以对照'),
  }
}

/** A month of a centre that does so well. */
function monthOf(random: Random, quality: number, month: number): MonthCounts {
  const planned = random.whole(14, 22)
  const share = (of: number, by: number) => Math.min(of, Math.round(of * by * (0.97 + random.next() * 0.06)))
  const held = share(planned, quality + 0.02)
  const places = held * 20
  const booked = share(places, 0.85)
  const missed = share(booked, (1 - quality) * 0.9)
  const attended = share(places, quality * 0.62)
  const checkIns = Math.round(attended * 0.8)
  const ratings = random.whole(6, 14)
  return {
    ...NO_COUNTS,
    checkIns,
    inHours: share(checkIns, quality + 0.01),
    rosters: held,
    closed: share(held, quality + 0.02),
    themed: quality > 0.8 || month % 2 === 0 ? 1 : 0,
    planned,
    held,
    places,
    attended,
    booked,
    missed,
    kinds: quality > 0.7 ? ['children', 'parent-child', 'safety', 'seniors', 'holiday'] : ['children', 'seniors'],
    stations: 1,
    visits: share(60, quality),
    stars: Math.round(ratings * 5 * Math.min(0.96, quality + 0.05)),
    ratings,
    needs: 3,
    answered: quality > 0.7 || month % 3 > 0 ? 3 : 2,
    sittings: 0,
    complaints: month % 3 === 0 ? 2 : 1,
    inTime: quality > 0.7 || month % 4 > 0 ? (month % 3 === 0 ? 2 : 1) : 0,
    volunteerMinutes: share(5000 * 5, quality + 0.05),
    residents: 5000,
    owed: 10,
    delivered: share(10, quality + 0.02),
    groups: quality > 0.7 ? 3 : 2,
  }
}

function marksOf(random: Random, quality: number, rules: RatingRules): Marks {
  return Object.fromEntries(
    markedStandards(rules).map(({ id, points }) => [
      id,
      Math.min(points * 10, Math.round(points * 10 * (quality - 0.02 + random.next() * 0.06))),
    ]),
  )
}
