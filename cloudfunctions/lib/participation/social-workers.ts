import type { WorkersView, WorkerView } from '@domain/contracts/office-workers'
import {
  certificateDaysFit,
  keptCertificates,
  nextMonth,
  payStepsOf,
  WORKER_RULES,
} from '@domain/participation/social-worker'
import { KEEP } from '@domain/privacy/keep'
import { atLocal, DAY, localDate, localMonth } from '@domain/time'
import { offeredAt } from '../catalogue/offered'
import { certificateEntryIdOf } from '../kernel/ids'
import { maskedName, note, type StaffContext } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { SocialWorkerDocument, WorkerCertificate } from '../kernel/store/documents'
import { gt, neq, oneOf } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'

/** Each conflict means that another change of the same person was stored. */
const MAX_ATTEMPTS = 20
/** People of a centre, and those with something to check, that are shown. */
const MAX_PEOPLE = 60
const MAX_WAITING = 40
const MAX_ROOMS = 6
const REMEMBERED = 20
/** Lessons for the exam are classes with this word in their title. */
const EXAM = '社工'
/** What a member of staff is called whose name is not known. */
const UNNAMED = '工作人员'

/** The caller's certificates with the pay steps, and those of the place for who leads it. */
export const getWorkers: Handler<'office.workers'> = context => workersView(context)

async function workersView(context: StaffContext): Promise<WorkersView> {
  const { store, now, accountId, place, held } = context
  const { centreId, county } = place
  if (centreId === null) {
    const waiting = await store.socialworkers.find({
      where: { waitingAt: gt(0), ...(county === null ? {} : { county }) },
      sort: [['waitingAt', 'asc']],
      limit: MAX_WAITING,
    })
    const workers = waiting.map(worker => workerView(worker, now, ({ state }) => state === 'asked'))
    return { now, own: null, workers, rooms: [], lessons: [] }
  }
  const leads = held.some(({ role }) => role !== 'staff')
  const [own, people, rooms, classes] = await Promise.all([
    store.socialworkers.get(accountId),
    leads ? store.staff.find({ where: { 'roles.centreId': centreId }, limit: MAX_PEOPLE, fields: ['actor'] }) : [],
    store.offerings.find({
      where: { centreId, kind: 'seat', category: 'study', archived: neq(true) },
      limit: MAX_ROOMS,
      fields: ['title'],
    }),
    offeredAt(store, { centreId, kind: 'class' }),
  ])
  const workers =
    people.length === 0
      ? []
      : await store.socialworkers.find({ where: { _id: oneOf(people.map(({ _id }) => _id)) }, limit: MAX_PEOPLE })
  const works = held.some(({ role }) => role === 'staff' || role === 'manager')
  return {
    now,
    own: works ? workerView(own ?? { ...nothing, _id: accountId, name: context.name ?? UNNAMED }, now) : null,
    workers: workers.map(worker => workerView(worker, now, isCurrent(now))),
    rooms: rooms.map(({ _id: id, title }) => ({ id, title })),
    lessons: classes.filter(({ title }) => title.includes(EXAM)).slice(0, MAX_ROOMS),
  }
}

const nothing = { centreName: '', certificates: [] }

type Shown = Pick<SocialWorkerDocument, '_id' | 'name' | 'centreName' | 'certificates'>

/** What counts or waits; what is over or was not right is the person's own. */
function isCurrent(now: number) {
  const today = localDate(now)
  return ({ state, until }: WorkerCertificate) => state === 'asked' || (state === 'right' && until >= today)
}

/** Certificates that are shown of somebody else. */
const MAX_SHOWN = 4

function workerView(
  { _id: workerId, name, centreName, certificates }: Shown,
  now: number,
  fits?: (certificate: WorkerCertificate) => boolean,
): WorkerView {
  const present = localMonth(now)
  return {
    ...{ workerId, name, centreName },
    certificates: (fits ? certificates.filter(fits).slice(-MAX_SHOWN) : keptCertificates(certificates, now))
      .map(({ checkedByName, checkedBy: _number, ...certificate }) => ({ ...certificate, checkedBy: checkedByName }))
      .reverse(),
    steps: { present: payStepsOf(certificates, present), next: payStepsOf(certificates, nextMonth(present)) },
  }
}

/** What follows from the certificates: since when one waits, and when the record is deleted. */
function derived(certificates: readonly WorkerCertificate[], now: number) {
  const waiting = certificates.filter(({ state }) => state === 'asked').map(({ at }) => at)
  const ends = certificates.filter(({ state }) => state !== 'wrong').map(({ until }) => atLocal(until) + DAY)
  return {
    waitingAt: waiting.length > 0 ? Math.min(...waiting) : 0,
    forgetAt: Math.max(now, ...ends) + KEEP.certificate,
    changedAt: now,
  }
}

/** Enters a certificate of the caller. Idempotent under the request id: the certificate's id follows from it. */
export const enterCertificate: Handler<'office.enterCertificate'> = async (context, { centreId, ...certificate }) => {
  const { store, now, accountId, name } = context
  const id = certificateEntryIdOf(context)
  if (!certificateDaysFit(certificate, now)) throw new AppError('PAPER_DAYS_WRONG', null)
  note(context, { subject: { id, title: certificate.level } })
  const centre = requireFound(await store.centres.get(centreId, ['name', 'county']), 'CENTRE_NOT_FOUND')
  await retryOnConflict(MAX_ATTEMPTS, async () => {
    const before = await store.socialworkers.get(accountId)
    if (before?.certificates.some(each => each.id === id)) return
    const kept = keptCertificates(before?.certificates ?? [], now)
    const waiting = kept.filter(({ state }) => state === 'asked').length
    if (waiting >= WORKER_RULES.waiting) throw new AppError('PAPER_LIMIT', { waiting })
    if (kept.length >= WORKER_RULES.most) throw new AppError('PAPER_LIMIT', { waiting: 0 })
    const entered = { id, ...certificate, state: 'asked' as const, at: now }
    const certificates = [...kept, { ...entered, checkedAt: null, checkedBy: '', checkedByName: null, reason: '' }]
    const revision = before?.revision ?? 0
    const change = {
      ...{ name: name ?? UNNAMED, centreId, centreName: centre.name, county: centre.county, certificates },
      ...{ ...derived(certificates, now), revision: revision + 1 },
    }
    const isStored = before
      ? (await store.socialworkers.update({ _id: accountId, revision }, change)) === 1
      : await store.socialworkers.insert({ _id: accountId, requests: [], ...change })
    return isStored ? undefined : CONFLICT
  })
  return workersView(context)
}

/** Says whether a certificate is right. Nobody does it for their own. Idempotent under the request id. */
export const checkCertificate: Handler<'office.checkCertificate'> = async (
  context,
  { county, workerId, certificateId, isRight, reason },
) => {
  const { store, now, actor, accountId, requestId } = context
  await retryOnConflict(MAX_ATTEMPTS, async () => {
    const stored = await store.socialworkers.get(workerId)
    const before = requireFound(county === undefined || stored?.county === county ? stored : null, 'PAPER_NOT_FOUND')
    const { certificates, revision, requests, name } = before
    const certificate = requireFound(
      certificates.find(({ id }) => id === certificateId),
      'PAPER_NOT_FOUND',
    )
    note(context, { person: { id: workerId, name }, subject: { id: certificateId, title: certificate.level }, reason })
    if (requests.includes(requestId)) return
    if (workerId === accountId) throw new AppError('OWN_PAPER', null)
    const { state } = certificate
    if (state === 'wrong' || (state === 'right' && isRight)) throw new AppError('PAPER_DECIDED', null)
    const checked: WorkerCertificate = {
      ...{ ...certificate, state: isRight ? 'right' : 'wrong', checkedAt: now },
      ...{ checkedBy: actor, checkedByName: maskedName(context), reason: isRight ? '' : reason },
    }
    const all = certificates.map(each => (each.id === certificateId ? checked : each))
    const change = {
      ...{ certificates: all, requests: [...requests, requestId].slice(-REMEMBERED) },
      ...{ ...derived(all, now), revision: revision + 1 },
    }
    return (await store.socialworkers.update({ _id: workerId, revision }, change)) === 1 ? undefined : CONFLICT
  })
  return workersView(context)
}
