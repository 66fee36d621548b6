import { DESK_PARTY } from '@domain/contracts/limits'
import type { BoardSession } from '@domain/contracts/staff'
import { placesForDesk } from '@domain/desk/decide'
import { isolated } from '@domain/text'
import { saySpan } from '@domain/time'
import { lastDigitsOf } from '@domain/typed'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { cloudNow } from '@/cloud/clock'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Sheet } from '@/ui/sheet'
import { Stepper } from '@/ui/stepper'
import styles from './desk.module.scss'
import { Places } from './places'
import { Problem } from './problem'
import { sayProblem } from './say-problem'
import type { GuestForm } from './use-guest-form'

interface GuestSheetProps {
  id: string
  title: string
  session: BoardSession
  form: GuestForm
  /** What the button does. */
  label: string
  /** The label of the button that closes the sheet. */
  keep: string
  /** What is still to be filled in; null: nothing. */
  missing: string | null
  onSend: () => void
  onClose: () => void
  /** Who they are. */
  children: ReactNode
}

/** The form that both ways to book at the desk share: how many people, who, and whether there is room. */
export function GuestSheet(props: GuestSheetProps) {
  const { id, title, session, form, label, keep, missing, onSend, onClose, children } = props
  const { draft, change, busy, problem, held, release, act } = form
  const room = placesForDesk(session, draft.people, cloudNow())
  const full = 'code' in room && !problem ? sayProblem(act, room) : null
  const who = [`${draft.people} 人`, isolated(draft.name), draft.number && `尾号 ${lastDigitsOf(draft.number)}`]
    .filter(Boolean)
    .join(' · ')
  return (
    <Sheet id={id} title={title} onClose={onClose}>
      <View className={cx(styles.form)}>
        <View className={cx(styles.note)}>
          {session.title} · {saySpan(session.startsAt, session.endsAt, cloudNow())}
        </View>
        <View className={cx(styles.pills)}>
          <Places session={session} />
        </View>
        {held ? (
          <View className={cx(styles.who)}>{who}</View>
        ) : (
          <>
            <Stepper
              id="people"
              value={draft.people}
              min={1}
              max={DESK_PARTY}
              less="少一个人"
              more="多一个人"
              onChange={people => change({ people })}
            />
            {full && <Problem message={full} />}
            {children}
          </>
        )}
        {problem && <Problem message={problem} />}
        <View className={cx(styles.choices)}>
          <Button id={`${id}-yes`} busy={busy} disabled={!held && missing !== null} onTap={onSend}>
            {held ? '再试一次' : (missing ?? label)}
          </Button>
          {held && (
            <Button id={`${id}-anew`} look="plain" onTap={release}>
              名单里没有他，改一改重填
            </Button>
          )}
          <Button id={`${id}-keep`} look="plain" onTap={onClose}>
            {keep}
          </Button>
        </View>
      </View>
    </Sheet>
  )
}
