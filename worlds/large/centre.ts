import { type Category, CLASS_CATEGORIES, type ClassCategory } from '@domain/offerings/kinds'
import type { Audience, BookingRules } from '@domain/offerings/rules'
import { HOUR, MINUTE } from '@domain/time'
import type { CentreDocument, OfferingDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import type { Random } from '../random'

/** County seats, GCJ-02; centres are scattered around them. */
const COUNTIES = [
  ['红塔区', 102.5435, 24.3508],
  ['江川区', 102.7498, 24.291],
  ['通海县', 102.76, 24.1122],
  ['华宁县', 102.929, 24.1898],
  ['易门县', 102.1621, 24.6696],
  ['峨山彝族自治县', 102.4044, 24.1733],
  ['新平彝族傣族自治县', 101.9909, 24.0664],
  ['元江哈尼族彝族傣族自治县', 101.9997, 23.5976],
  ['澄江市', 102.9167, 24.6697],
] as const
/** Degrees, about eight kilometres. */
const SCATTER = 0.08

const OPEN_AUDIENCE: Audience = { ageMin: null, ageMax: null, accompanied: 'no' }
/** Who may come, by category; the age ranges fit households that become two years older in this world. */
const AUDIENCES: Record<ClassCategory, Audience> = {
  children: { ageMin: 5, ageMax: 14, accompanied: 'no' },
  'parent-child': { ageMin: 3, ageMax: 14, accompanied: 'together' },
  safety: OPEN_AUDIENCE,
  seniors: { ageMin: 55, ageMax: null, accompanied: 'no' },
  holiday: { ageMin: 5, ageMax: 14, accompanied: 'no' },
  'night-school': { ageMin: 18, ageMax: 60, accompanied: 'no' },
  classics: { ageMin: 5, ageMax: 14, accompanied: 'no' },
  elders: OPEN_AUDIENCE,
}

export function largeCentre(index: number, random: Random): CentreDocument {
  const [county, longitude, latitude] = COUNTIES[index % COUNTIES.length] ?? COUNTIES[0]
  const order = index + 1
  const week = [0, 1, 2, 3, 4, 5, 6].map(weekday => ({ weekday, opens: 8 * 60, closes: 21 * 60 }))
  const around = (degrees: number) => Number((degrees + (random.next() - 0.5) * SCATTER).toFixed(6))
  return {
    _id: `large-${index}`,
    name: `演示 ${order} 号党群服务中心`,
    county,
    address: `${county}演示路 ${order} 号`,
    phone: `0877-555 ${String(order % 10_000).padStart(4, '0')}`,
    location: { type: 'Point', coordinates: [around(longitude), around(latitude)] },
    hours: { week, closures: [] },
    facilities: ['饮水', '充电', '无线网'],
    wayIn: '正门进',
    order,
  }
}

/** One offering per category. */
export function largeOfferings(centre: CentreDocument): OfferingDocument[] {
  return CLASS_CATEGORIES.map(({ id: category, label }) => ({
    _id: `${centre._id}-${category}`,
    centreId: centre._id,
    kind: 'class',
    category,
    title: `${label}·演示课`,
    summary: '压力测试用的课程。',
    bring: '',
    teacher: { name: '演示老师', intro: '不是真人' },
    priceCents: 0,
  }))
}

export function largeRules(category: Category): BookingRules {
  return {
    opensBefore: null,
    closesBefore: 30 * MINUTE,
    cancelBefore: 2 * HOUR,
    offerFor: 30 * MINUTE,
    maxActive: null,
    partyMax: 2,
    checkInBefore: 30 * MINUTE,
    audience: AUDIENCES[category as ClassCategory] ?? OPEN_AUDIENCE,
  }
}
