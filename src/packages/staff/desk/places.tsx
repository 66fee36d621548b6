import type { BoardSession } from '@domain/contracts/staff'
import { sayMoment } from '@domain/time'
import { cloudNow } from '@/cloud/clock'
import { Pill } from '@/ui/pill'

/**
 * What is left of a session, as the desk sees it: the reserve, the free places, and for whom these are kept: the waitlist,
 * a draw, or those who book the whole course.
 */
export function Places({ session }: { session: BoardSession }) {
  const { reserve, seatsLeft, waiting, drawAt, whole } = session
  const free = seatsLeft > 0 && waiting === 0
  const kept = whole !== null && cloudNow() < whole.until
  return (
    <>
      <Pill tone={reserve > 0 ? 'good' : 'quiet'}>预留 {reserve}</Pill>
      {drawAt === null ? (
        <>
          <Pill tone={free && !kept ? 'good' : 'quiet'}>空名额 {seatsLeft}</Pill>
          {kept && <Pill tone="few">空名额先给报名整期的</Pill>}
          {waiting > 0 && <Pill tone="few">候补 {waiting} 家，空名额先给他们</Pill>}
        </>
      ) : (
        <Pill tone="few">
          {waiting} 家登记，空名额 {sayMoment(drawAt, cloudNow())} 抽签
        </Pill>
      )}
    </>
  )
}
