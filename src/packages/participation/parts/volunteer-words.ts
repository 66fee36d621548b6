import type { ShiftPersonView } from '@domain/contracts/staff-volunteers'
import type { OwnShift, ShiftCard } from '@domain/contracts/volunteers'
import { SKILLS, type Skill } from '@domain/participation/volunteer-rules'
import { localClock, saySpan } from '@domain/time'
import type { PillTone } from '@/ui/pill'

/** Minutes in hours: 1.5 小时. */
export function sayHours(minutes: number): string {
  return `${Math.round((minutes / 60) * 100) / 100} 小时`
}

/** What a shift asks for, or somebody is good at. */
export function saySkill(skill: Skill): string {
  return SKILLS.find(({ id }) => id === skill)?.label ?? ''
}

/** When and where a shift is. */
export function sayShift({ startsAt, endsAt, centreName, subject }: ShiftCard, now: number): string {
  const place = subject.kind === 'station' ? subject.title : `${centreName} · ${subject.title}`
  return `${saySpan(startsAt, endsAt, now)} · ${place}`
}

/** Places of a shift in words and colour, or the caller's own place. */
export function shiftState(shift: ShiftCard): { label: string; tone: PillTone } {
  const { own, left, isCancelled } = shift
  if (isCancelled) return { label: '取消了', tone: 'none' }
  if (own) return ownState(own)
  if (left === 0) return { label: '人够了', tone: 'none' }
  return { label: `还差 ${left} 人`, tone: left <= 2 ? 'few' : 'good' }
}

function ownState({ outcome, minutes, asked, inAt, outAt }: OwnShift): { label: string; tone: PillTone } {
  if (minutes) return { label: sayHours(minutes), tone: 'good' }
  if (outcome === 'open') return { label: '等带班的签字', tone: 'few' }
  if (outcome === 'missed') return { label: '没来', tone: 'none' }
  if (outcome !== null) return { label: sayHours(0), tone: 'quiet' }
  if (outAt !== null) return { label: '签退了', tone: 'good' }
  if (inAt !== null) return { label: '签到了', tone: 'good' }
  return asked ? { label: '还来吗？', tone: 'few' } : { label: '报上了', tone: 'good' }
}

/** How somebody stands in a shift, for who guides it. */
export function personState(person: ShiftPersonView, asked: boolean): { label: string; tone: PillTone } {
  const { outcome, minutes, inAt, outAt, confirmedAt, manual, toSign } = person
  if (manual?.state === 'asked') return { label: `补 ${sayHours(manual.minutes)}，等核准`, tone: 'few' }
  if (minutes) return { label: `${sayHours(minutes)}${manual ? '（手工补）' : ''}`, tone: 'good' }
  if (toSign !== null) return { label: '没签退', tone: 'few' }
  if (outcome === 'missed') return { label: '没来', tone: 'none' }
  if (outcome !== null) return { label: sayHours(0), tone: 'quiet' }
  if (outAt !== null) return { label: `${localClock(outAt)} 签退`, tone: 'quiet' }
  if (inAt !== null) return { label: `${localClock(inAt)} 签到`, tone: 'good' }
  if (confirmedAt !== null) return { label: '说了一定来', tone: 'good' }
  return asked ? { label: '还没回话', tone: 'few' } : { label: '报上了', tone: 'quiet' }
}

/** Twelve digits in three groups. */
export function sayCertificateCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4, 8)} ${code.slice(8)}`
}
