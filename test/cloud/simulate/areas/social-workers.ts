import { WORKER_RULES } from '@domain/participation/social-worker'
import { DAY, localDate } from '@domain/time'
import type { PartnerWantDocument, SocialWorkerDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { anOfficer } from '../../../../worlds/fixtures/index'
import type { CentrePlan } from '../city/plan'
import type { Area, City } from './area'

const OFFICE = ['office-of-papers-1', 'office-of-papers-2']
const CATEGORIES = ['elders', 'children'] as const

/** Certificates of social workers that two officers check, and needs of centres beside offers of partners. */
export const socialWorkers: Area = {
  name: 'social workers',
  acts: [
    { does: 'enter a certificate', perDay: 3, hours: [8, 20], run: enter },
    { does: 'check a certificate', perDay: 5, hours: [8, 20], run: check },
    { does: 'say what is needed or offered', perDay: 3, hours: [8, 20], run: want },
  ],
  begin: city => {
    city.simulation.seedWith({ staff: OFFICE.map(openid => anOfficer(openid)) })
    return {
      checkWrite: ({ collection, before, after }) =>
        collection === 'socialworkers' && before ? decidedViolations(before, after) : [],
      atRest: () => [
        ...city.simulation.all('socialworkers').flatMap(workerViolations),
        ...city.simulation.all('partnerwants').flatMap(wantViolations),
      ],
    }
  },
}

/** A certificate that was found wrong stays so, and one that was found right is never asked about again. */
function decidedViolations(before: SocialWorkerDocument, after: SocialWorkerDocument): string[] {
  return after.certificates.flatMap(({ id, state }) => {
    const earlier = before.certificates.find(each => each.id === id)?.state
    const isUndone = earlier !== undefined && earlier !== state && (earlier === 'wrong' || state === 'asked')
    return isUndone ? [`${id}: was ${earlier} and is ${state}`] : []
  })
}

function workerViolations({ _id, certificates, waitingAt }: SocialWorkerDocument): string[] {
  const asked = certificates.filter(({ state }) => state === 'asked')
  const since = asked.length === 0 ? 0 : Math.min(...asked.map(({ at }) => at))
  return [
    ...(asked.length > WORKER_RULES.waiting ? [`${_id}: ${asked.length} certificates wait`] : []),
    ...(waitingAt === since ? [] : [`${_id}: waits since ${waitingAt}, and not ${since}`]),
    ...certificates
      .filter(({ state, checkedAt }) => (state === 'asked') !== (checkedAt === null))
      .map(({ id }) => `${id}: checked by nobody, or not decided`),
  ]
}

function wantViolations({ _id, revision, requests }: PartnerWantDocument): string[] {
  return revision === requests.length ? [] : [`${_id}: ${revision} changes by ${requests.length} requests`]
}

/** Some press twice. */
function enter(city: City, { id: centreId, staff }: CentrePlan): void {
  const { now, random } = city.simulation
  const days = { from: localDate(now - 10 * DAY), until: localDate(now + random.whole(1, 900) * DAY) }
  const phone = city.phoneOf({ openid: city.oneOf(staff) ?? '' })
  const level = random.pick(['assistant', 'social', 'senior'] as const)
  for (let n = random.whole(1, 2); n > 0; n--) phone.press('office.enterCertificate', { centreId, level, ...days })
}

/** Both officers often look at the same one. */
function check(city: City): void {
  const { random } = city.simulation
  const worker = city.oneOf(city.simulation.all('socialworkers'))
  const certificate = city.oneOf(worker?.certificates ?? [])
  if (!worker || !certificate) return
  const input = { workerId: worker._id, certificateId: certificate.id, reason: '和证书不一样' }
  for (const openid of random.chance(0.5) ? OFFICE : OFFICE.slice(1))
    city.phoneOf({ openid }).press('office.checkCertificate', { ...input, isRight: random.chance(0.7) })
}

/** Two managers often change one entry at once. */
function want(city: City, centre: CentrePlan): void {
  const { random } = city.simulation
  const known = city.oneOf(city.simulation.all('partnerwants').filter(({ centreId }) => centreId === centre.id))
  const change = known && random.chance(0.6) ? { wantId: known._id, revision: known.revision } : { revision: 0 }
  const opens = random.whole(8, 16) * 60
  const said = {
    ...{ side: known && 'wantId' in change ? known.side : random.pick(['need', 'offer'] as const), name: '合唱队' },
    ...{ category: random.pick(CATEGORIES), words: '教唱歌', isOpen: random.chance(0.9) },
    week: [{ weekday: random.whole(0, 6), opens, closes: opens + 120 }],
  }
  for (let n = 0; n < 2; n++)
    city.managerOf(centre).press('office.saveWant', { centreId: centre.id, ...change, ...said })
}
