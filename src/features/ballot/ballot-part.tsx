import type { SessionBallot, SessionCard } from '@domain/contracts/views'
import { sayMoment } from '@domain/time'
import { open } from '@/platform/navigate'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { FAIR } from './words'

/** The draw of a session: its deadline, its places, and how it can be verified. */
export function BallotPart({ session, ballot, now }: { session: SessionCard; ballot: SessionBallot; now: number }) {
  const { drawAt, drawnAt } = ballot
  const registering = drawnAt === null && now < drawAt
  const title =
    drawnAt !== null
      ? `${sayMoment(drawnAt, now)} 已抽签`
      : registering
        ? `${sayMoment(drawAt, now)} 截止登记并抽签`
        : '登记已截止，正在抽签'
  const note =
    drawnAt !== null
      ? '有名额可以直接约，没有可以候补。'
      : `${session.waiting} 家登记，抽 ${session.seatsLeft} 个名额。先来后到机会一样，一家一个签，一起抽中或一起没抽中。`
  return (
    <Section title="这节课抽签分名额" quiet>
      <ListGroup>
        <ListRow id="ballot-when" icon="clock" title={title} note={note} />
        <ListRow
          id="ballot-proof"
          icon="check"
          title={drawnAt === null ? '怎么保证公平' : '看抽签结果，自己验算'}
          note={FAIR}
          leads
          onTap={() => open('ballot/proof', { sessionId: session.id })}
        />
      </ListGroup>
    </Section>
  )
}
