import type { RouteInput, RouteOutput } from '@domain/contracts'
import { PRESETS, type Preset } from '@domain/office/offering-form'
import { atLocal, localDate, MINUTE, startOfLocalDay } from '@domain/time'
import type { StaffDocument } from '../../../cloudfunctions/lib/kernel/store/documents'
import { aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { cloudNow } from '../support/clock'
import type { TestCloud } from '../support/cloud'

type Draft = RouteOutput<'office.saveDraft'>['draft']

/** Somebody who manages the centre, and somebody who plans its timetable, with their names. */
export const MANAGER: StaffDocument = { ...aStaff('manager', { role: 'manager' }), name: '李主任' }
export const PLANNER: StaffDocument = { ...aStaff('planner', { duties: ['timetable'] }), name: '小周' }

/** The rules of a preset. */
export function presetRules(id: Preset['id']): Preset['rules'] {
  const preset = PRESETS.find(one => one.id === id)
  if (!preset) throw new Error(`there is no preset ${id}`)
  return preset.rules
}

/** A form of a class that can be saved. */
export function classForm(change: Partial<RouteInput<'office.saveOffering'>> = {}): RouteInput<'office.saveOffering'> {
  return {
    centreId: CENTRE,
    revision: 0,
    kind: 'class',
    category: 'seniors',
    title: '花灯唱起来',
    summary: '学几个台步',
    bring: '扇子一把',
    teacherName: '沈老师',
    teacherIntro: '老演员',
    room: '二楼 舞蹈室',
    minutes: 90,
    capacity: 25,
    reserve: 5,
    rules: presetRules('first-come'),
    layout: null,
    series: null,
    archived: false,
    ...change,
  }
}

/** The local date of a day from today, `YYYY-MM-DD`. */
export const dateIn = (days: number): string => localDate(startOfLocalDay(cloudNow(), days))

/** Local clock time on a day from today, epoch ms. */
export const timeIn = (days: number, clock: string): number => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return atLocal(dateIn(days), hour * 60 + minute)
}

/** Saves a class and returns its id. */
export async function saveClass(
  cloud: TestCloud,
  change: Partial<RouteInput<'office.saveOffering'>> = {},
  openid = 'manager',
): Promise<string> {
  return (await cloud.ask(openid, 'office.saveOffering', classForm(change))).offering.id
}

/** Saves a draft of 90 minutes. */
export async function saveDraft(
  cloud: TestCloud,
  offeringId: string,
  startsAt: number,
  change: Partial<RouteInput<'office.saveDraft'>> = {},
  openid = 'manager',
): Promise<Draft> {
  const { draft } = await cloud.ask(openid, 'office.saveDraft', {
    centreId: CENTRE,
    revision: 0,
    offeringId,
    startsAt,
    endsAt: startsAt + 90 * MINUTE,
    room: '二楼 舞蹈室',
    teacher: '沈老师',
    capacity: 25,
    reserve: 5,
    ...change,
  })
  return draft
}

/** The input that publishes these drafts as they are. */
export function publishing(...drafts: Draft[]): RouteInput<'office.publish'> {
  return { centreId: CENTRE, drafts: drafts.map(({ id, revision }) => ({ id, revision })) }
}

/** What differs from an invitation of somebody called 小周 for the door. */
export type Invite = Partial<{
  centreId: string
  county: string
  role: 'staff' | 'manager' | 'county' | 'city'
  duties: ('door' | 'timetable')[]
  name: string
}>

/** Invites a colleague; returns the one-time code. */
export function inviteTo(cloud: TestCloud, openid: string, change: Invite = {}) {
  return cloud.ask(openid, 'office.invite', {
    centreId: CENTRE,
    role: 'staff',
    duties: ['door'],
    name: '小周',
    ...change,
  })
}

/** Invites somebody, who accepts. */
export async function joinTeam(cloud: TestCloud, openid: string, change: Invite = {}, by = 'manager') {
  const { code } = await inviteTo(cloud, by, change)
  return cloud.ask(openid, 'invitation.accept', { code })
}
