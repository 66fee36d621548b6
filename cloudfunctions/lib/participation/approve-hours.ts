import type { HoursToApprove } from '@domain/contracts/office-volunteers'
import { fitsManual } from '@domain/participation/shift'
import { VOLUNTEER_RULES } from '@domain/participation/volunteer-rules'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import { gt, neq } from '../kernel/store/port'
import { latestChanges } from '../kernel/work/changes'
import { changeShift, telling, tellVolunteers } from './shifts'
import { yearMinutes } from './volunteer-report'

/** Shifts with hours to approve that are shown, those that wait longest. */
const MAX_WAITING = 30

/** Hours of other centres that wait for somebody to approve them. */
export async function hoursToApprove({ store, now }: StaffContext, centreId: string): Promise<HoursToApprove[]> {
  const waiting = await store.shifts.find({
    // Left out here, so that hours that nobody can approve any more do not fill the list.
    where: { manualAt: gt(0), centreId: neq(centreId), endsAt: gt(now - VOLUNTEER_RULES.approveFor) },
    sort: [['manualAt', 'asc']],
    limit: MAX_WAITING,
  })
  return waiting
    .flatMap(({ _id, centreName, title, startsAt, endsAt, people }) =>
      Object.entries(people).flatMap(([key, { name, manual }]) =>
        manual?.state === 'asked'
          ? [
              {
                shiftId: _id,
                key,
                centreName,
                title,
                startsAt,
                endsAt,
                name,
                minutes: manual.minutes,
                reason: manual.reason,
              },
            ]
          : [],
      ),
    )
    .slice(0, MAX_WAITING)
}

/**
 * Approves or rejects hours that another centre has entered by hand; who works there cannot. Idempotent under the request id. Two
 * approvals for one centre at the same moment may together pass its yearly share; the report shows it.
 */
export async function approve(
  context: StaffContext,
  { centreId, shiftId, key, isRight }: { centreId: string; shiftId: string; key: string; isRight: boolean },
): Promise<void> {
  const { store, now, actor: by, accountId, requestId } = context
  const found = requireFound(await store.shifts.get(shiftId), 'SHIFT_NOT_FOUND')
  const caller = await store.staff.get(accountId)
  const isOwn = found.centreId === centreId || caller?.roles.some(role => role.centreId === found.centreId)
  if (isOwn) throw new AppError('OWN_HOURS', null)
  const year = await yearMinutes(context, found.centreId, found.startsAt)
  const shift = await changeShift(context, shiftId, ({ people, endsAt, title }) => {
    const person = requireFound(people[key], 'VOLUNTEER_NOT_FOUND')
    const { manual } = person
    note(context, { person: { id: person.accountId, name: person.name }, subject: { id: shiftId, title } })
    // Earlier releases noted the latest decision only.
    if (person.requests?.includes(requestId) || manual?.decided?.requestId === requestId) return null
    if (person.accountId === accountId) throw new AppError('OWN_HOURS', null)
    const isOpen = manual?.state === 'asked' && now < endsAt + VOLUNTEER_RULES.approveFor
    if (!isOpen) throw new AppError('HOURS_NOT_OPEN', null)
    const { minutes } = manual
    if (isRight && !fitsManual(minutes, year.all, year.manual))
      throw new AppError('MANUAL_LIMIT', { percent: VOLUNTEER_RULES.manualPercent })
    const decided = { ...manual, state: isRight ? ('approved' as const) : ('rejected' as const) }
    const requests = latestChanges(person.requests, requestId)
    const after = { ...person, requests, manual: { ...decided, decided: { at: now, by, requestId } } }
    return { people: { ...people, [key]: isRight ? { ...after, minutes } : after }, ...telling(now) }
  })
  await tellVolunteers(context, shift)
}
