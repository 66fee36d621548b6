import type { CertificateView, VolunteerHome } from '@domain/contracts/volunteers'
import { starsOf } from '@domain/participation/shift'
import { maskName } from '@domain/people/members'
import { certificateCodeOf, certificateIdOf } from '../kernel/ids'
import type { PersonContext } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { CertificateDocument, VolunteerDocument } from '../kernel/store/documents'
import { findPage } from '../kernel/store/page'
import { gt, lte, oneOf } from '../kernel/store/port'
import { shiftCard, shiftView } from './shift-views'
import { REMEMBERED } from './shifts'
import { changeVolunteer } from './volunteers'

/** Shifts that a person sees of their own, to come and over. */
const MAX_COMING = 40
const MAX_PAST = 20

/** The caller as a volunteer. */
export const getVolunteer: Handler<'volunteer.home'> = context => homeOf(context)

async function homeOf(context: PersonContext): Promise<VolunteerHome> {
  const { store, now, accountId } = context
  const own = { accountIds: oneOf([accountId]) }
  const [volunteer, coming, past, [certificate]] = await Promise.all([
    store.volunteers.get(accountId),
    store.shifts.find({ where: { ...own, endsAt: gt(now) }, sort: [['startsAt', 'asc']], limit: MAX_COMING }),
    store.shifts.find({ where: { ...own, endsAt: lte(now) }, sort: [['startsAt', 'desc']], limit: MAX_PAST }),
    store.certificates.find({ where: { accountId }, sort: [['at', 'desc']], limit: 1 }),
  ])
  const minutes = volunteer?.minutes ?? 0
  return {
    now,
    profile: volunteer && { name: volunteer.name, phone: volunteer.phone, skills: volunteer.skills },
    minutes,
    ...starsOf(minutes),
    coming: coming.map(shift => shiftCard(context, shift)),
    past: past.map(shift => shiftCard(context, shift)),
    certificate: certificate ? certificateView(certificate) : null,
  }
}

/** Says what a volunteer is called and good at; the first time makes them one. Idempotent under the request id. */
export const saveVolunteer: Handler<'volunteer.save'> = async (context, { name, phone, skills }) => {
  const { store, now, accountId, requestId } = context
  const profile = { name, phone, skills: [...new Set(skills)] }
  const fresh: VolunteerDocument = {
    ...{ _id: accountId, ...profile, shifts: {}, minutes: 0, requests: [requestId] },
    ...{ checkAt: 0, call: null, calledAt: 0, usedAt: now, savedAt: now, revision: 1 },
  }
  if (!(await store.volunteers.insert(fresh)))
    await changeVolunteer(context, accountId, ({ requests }) =>
      requests.includes(requestId)
        ? null
        : { ...profile, requests: [...requests, requestId].slice(-REMEMBERED), usedAt: now, savedAt: now },
    )
  return homeOf(context)
}

/** Shifts that have not begun, the earliest first. */
export const listShifts: Handler<'volunteer.shifts'> = async (context, { skill, after }) => {
  const { store, now } = context
  const page = await findPage(store.shifts, {
    where: { state: 'open', ...(skill === undefined ? {} : { skill }) },
    by: 'startsAt',
    direction: 'asc',
    from: now,
    after,
  })
  return { now, items: page.items.map(shift => shiftCard(context, shift)), next: page.next }
}

/** A shift on its page. */
export const getShift: Handler<'volunteer.shift'> = async (context, { shiftId }) => {
  const shift = requireFound(await context.store.shifts.get(shiftId), 'SHIFT_NOT_FOUND')
  return { now: context.now, shift: await shiftView(context, shift) }
}

/** Makes a certificate of all hours so far: one for each sum of minutes, whatever is repeated. Throws NO_HOURS. */
export const certify: Handler<'volunteer.certify'> = async context => {
  const { store, now, accountId } = context
  const { name, minutes } = requireFound(await store.volunteers.get(accountId), 'VOLUNTEER_NOT_FOUND')
  if (minutes === 0) throw new AppError('NO_HOURS', null)
  const _id = certificateIdOf(context, accountId, minutes)
  const code = certificateCodeOf(context, _id)
  const fresh = { _id, accountId, name: maskName(name), minutes, code, at: now }
  if (await store.certificates.insert(fresh)) return { certificate: certificateView(fresh) }
  return { certificate: certificateView((await store.certificates.get(_id)) ?? fresh) }
}

/** What a certificate says. */
export const getCertificate: Handler<'volunteer.certificate'> = async ({ store }, { code }) => {
  const [certificate] = await store.certificates.find({ where: { code }, limit: 1 })
  return { certificate: certificateView(requireFound(certificate, 'CERTIFICATE_NOT_FOUND')) }
}

function certificateView({ name, minutes, at, code }: CertificateDocument): CertificateView {
  return { name, minutes, at, code }
}
