import { availabilityOf, isBookable } from '@domain/classes/availability'
import { refusalOn } from '@domain/classes/choice'
import type { ClassView } from '@domain/contracts/classes'
import type { Relation } from '@domain/people/members'
import { saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { BallotPart } from '@/features/ballot/ballot-part'
import { sayCancel } from '@/features/bookings/status'
import { OfferingHero } from '@/features/offerings/hero'
import { sayRatings } from '@/features/ratings/words'
import { WayChips } from '@/features/series/way-chips'
import { WholeDates } from '@/features/series/whole-dates'
import { classCard } from '@/features/share/cards'
import { ShareRow } from '@/features/share/share-row'
import { open } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { joinWithDots } from '@/ui/join-with-dots'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Section } from '@/ui/section'
import { Attendees } from './attendees'
import { sayAudience, sayPrice } from './audience'
import { CaredRows } from './cared-rows'
import styles from './class-detail.module.scss'
import { sayAvailability } from './say-seats'
import { SessionChips } from './session-chips'
import type { ClassBooking } from './use-class-booking'

interface ClassDetailProps {
  view: ClassView
  booking: ClassBooking
  now: number
}

const WHO_COMES = '谁来上课（可多选，要么都约上，要么都不占位）'
const WHO_REGISTERS = '谁来上课（可多选，要么都抽中，要么都候补）'

function likelyRelation(view: ClassView): Relation {
  const audience = view.sessions[0]?.rules.audience
  if (!audience) return 'child'
  if (audience.ageMin !== null && audience.ageMin >= 45) return 'elder'
  return audience.ageMax !== null && audience.ageMax < 18 ? 'child' : 'other'
}

/** Why the session that a link or a card named cannot be booked; null when it can, or when the button says what is possible. */
function sayWhyNot({ booking, now }: ClassDetailProps): string | null {
  if (booking.gone) return '您点开的那一节已经开始，或者不办了'
  const { session } = booking.choice
  const state = session && availabilityOf(session, now).state
  if (state === 'cancelled') return '这节课中心取消了'
  return state === 'closed' ? '这节课报名截止了' : null
}

/** What to do instead of a session that cannot be booked: the next one that can, or other classes. */
function Instead(props: ClassDetailProps) {
  const { view, booking, now } = props
  const { session } = booking.choice
  const why = sayWhyNot(props)
  const full = session !== null && availabilityOf(session, now).state === 'full'
  const next = view.sessions.find(one => isBookable(availabilityOf(one, now)))
  if (!why && view.sessions.length > 0 && !(full && next)) return null
  return (
    <View className={cx(styles.gone)}>
      {why && (
        <Alert
          id="class-gone"
          tone="caution"
          text={why}
          hint={next ? '可以换一节。' : '最近没有别的时间，看看别的课吧。'}
        />
      )}
      <View className={cx(styles.instead)}>
        {next ? (
          <Button id="class-next" look="soft" size="small" onTap={() => booking.chooseSession(next.id)}>
            换到 {saySpan(next.startsAt, next.endsAt, now)}
          </Button>
        ) : (
          <Button
            id="class-others"
            look="soft"
            size="small"
            onTap={() => open('classes', { category: view.offering.category })}
          >
            看看别的课
          </Button>
        )}
      </View>
    </View>
  )
}

/** One class, its sessions, and the members to book for. */
export function ClassDetail({ view, booking, now }: ClassDetailProps) {
  const { offering, centre, sessions, members } = view
  const { session, availability, series, whole, held, party } = booking.choice
  const seats = availability && sayAvailability(availability, now, whole !== null)
  const rules = (session ?? sessions[0])?.rules
  return (
    <View>
      <OfferingHero category={offering.category} title={offering.title} />
      <View className={cx(styles.facts)}>
        {joinWithDots([centre.name, !!rules && sayAudience(rules.audience), sayPrice(offering.priceCents)])}
      </View>
      {session && seats && (
        <View className={cx(styles.line)}>
          <Pill tone={seats.tone} dot>
            {seats.text}
          </Pill>
          {!whole && <View className={cx(styles.facts)}>共 {session.capacity} 个名额</View>}
        </View>
      )}
      <View className={cx(styles.summary)}>{offering.summary}</View>

      <Section title={series ? '怎么约' : '选一节'} quiet>
        {series?.series.mode === 'both' && (
          <WayChips count={series.sessions.length} whole={whole !== null} onChoose={booking.chooseWhole} />
        )}
        {!whole && <Instead view={view} booking={booking} now={now} />}
        {whole ? (
          <WholeDates whole={whole} now={now} />
        ) : sessions.length === 0 ? (
          <View className={cx(styles.facts)}>最近没有排课，过几天再来看看。</View>
        ) : (
          <SessionChips
            sessions={sessions}
            chosen={session?.id ?? null}
            now={now}
            refusalOf={id => refusalOn(members, booking.memberIds, id)}
            onChoose={booking.chooseSession}
          />
        )}
        {session && !whole && (
          <View className={cx(styles.when)}>
            {saySpan(session.startsAt, session.endsAt, now)}，{session.room}
          </View>
        )}
      </Section>

      {session?.ballot && <BallotPart session={session} ballot={session.ballot} now={now} />}

      <Section title={availability?.state === 'registering' ? WHO_REGISTERS : WHO_COMES} quiet>
        <Attendees
          choices={booking.choice.choices}
          chosen={party}
          held={held}
          addRelation={likelyRelation(view)}
          now={now}
          onToggle={booking.toggle}
        />
        {view.cared && session && !whole && <CaredRows cared={view.cared} sessionId={session.id} />}
        {session && !whole && (
          <View className={cx(styles.note)}>{sayCancel(session.startsAt - session.rules.cancelBefore, now)}</View>
        )}
        {whole && (
          <View className={cx(styles.note)}>
            约好后，有一节来不了可以单独取消。已经单独约了其中几节的，先取消那几节，再约整期。
          </View>
        )}
      </Section>

      <Section title="上课的事" quiet>
        <ListGroup>
          <ListRow icon="person" title={offering.teacher.name} note={offering.teacher.intro} />
          <ListRow
            id="class-centre"
            icon="pin"
            title={session ? `${centre.name} ${session.room}` : centre.name}
            note={centre.address}
            leads
            onTap={() => open('centre', { id: centre.id })}
          />
          {view.rating && <ListRow id="class-rating" icon="check" title={sayRatings(view.rating)} />}
          {offering.bring && <ListRow icon="info" title="要带什么" note={offering.bring} />}
          <ShareRow id="class-share" card={classCard(view, session)} />
          <ListRow
            id="class-poster"
            icon="scan"
            title="存一张海报图"
            leads
            onTap={() =>
              open('poster/picture', { of: 'class', id: offering.id, ...(session ? { sessionId: session.id } : {}) })
            }
          />
        </ListGroup>
      </Section>
    </View>
  )
}
