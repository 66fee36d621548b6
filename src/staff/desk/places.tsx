import type { BoardSession } from '@domain/contracts/staff'
import { Pill } from '@/ui/pill'

/** What is left of a session, as the desk sees it: the reserve, the free places, and who waits for these. */
export function Places({ session }: { session: BoardSession }) {
  const { reserve, seatsLeft, waiting } = session
  return (
    <>
      <Pill tone={reserve > 0 ? 'good' : 'quiet'}>预留 {reserve}</Pill>
      <Pill tone={seatsLeft > 0 && waiting === 0 ? 'good' : 'quiet'}>空位 {seatsLeft}</Pill>
      {waiting > 0 && <Pill tone="few">候补 {waiting} 家，空位先给他们</Pill>}
    </>
  )
}
