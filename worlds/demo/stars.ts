import { type MonthCounts, NO_COUNTS, yearOf } from '@domain/rating/counts'
import { figuresOf } from '@domain/rating/figures'
import { type Marks, resultOf } from '@domain/rating/result'
import { assignReviewers } from '@domain/rating/reviewers'
import { monthSpan, termOf } from '@domain/rating/round'
import { latestRatingRules, markedStandards } from '@domain/rating/standards'
import { DAY, localDate } from '@domain/time'
import type {
  CentreDocument,
  CentreStarsDocument,
  StarRoundDocument,
} from '../../cloudfunctions/lib/kernel/store/documents'
import { type Random, seededRandom } from '../random'

/** Every sixth centre or so does very well, a quarter well, most of the others passably: as the city rated its 173. */
const QUALITIES = [0.95, 0.8, 0.72, 0.72, 0.74, 0.8, 0.6, 0.73] as const

const rules = latestRatingRules()

/** The finished rating of the year before, with what each centre has got, and the stars that the centres show. */
export function stars(centres: readonly CentreDocument[], now: number) {
  // In the first two months the rating of the year before is not finished yet.
  const year = Number(localDate(now - 59 * DAY).slice(0, 4)) - 1
  const over = monthSpan(year, 12).to
  const round: StarRoundDocument = {
    _id: `stars-${year}`,
    year,
    rulesId: rules.id,
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
  const participants = centres.map(({ _id: id, county }) => ({ id, county }))
  const reviewers = assignReviewers(participants, round.seed, rules)
  const rated = centres.map((centre, n) => ratedCentre(centre, n, round, reviewers.get(centre._id) ?? []))
  const shown = new Map(rated.map(({ centreId, result }) => [centreId, result?.stars ?? null]))
  return {
    starrounds: [round],
    centrestars: rated,
    centres: centres.map(centre => ({
      ...centre,
      stars: { stars: shown.get(centre._id) ?? null, year, until: termOf(year) },
    })),
  }
}

function ratedCentre(
  { _id: centreId, name, county }: CentreDocument,
  n: number,
  { _id: roundId, year, countyUntil }: StarRoundDocument,
  reviewers: string[],
): CentreStarsDocument {
  const random = seededRandom(`stars ${centreId} ${year}`)
  const quality = QUALITIES[n % QUALITIES.length] ?? 0.8
  const months = Object.fromEntries(
    Array.from({ length: 12 }, (_, month) => [String(month + 1).padStart(2, '0'), monthOf(random, quality, month)]),
  )
  const figures = figuresOf(yearOf(Object.values(months)), rules)
  const sheet = (words: string, at: number) => ({ marks: marksOf(random, quality), words, at, n: 1 })
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
    ...{ self, reviews, byCounty, byCity: null, disputes: {}, recount: [], toRecount: 0, explained: {} },
    ...{ isSampled: false, rechecks: {}, result: resultOf(facts, rules), dueAt: 0, revision: 1 },
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

function marksOf(random: Random, quality: number): Marks {
  return Object.fromEntries(
    markedStandards(rules).map(({ id, points }) => [
      id,
      Math.min(points * 10, Math.round(points * 10 * (quality - 0.02 + random.next() * 0.06))),
    ]),
  )
}
