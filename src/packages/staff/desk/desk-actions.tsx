import type { BoardSession, CheckInResult } from '@domain/contracts/staff'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { canBookForCaller, canRegisterWalkIn } from './allowed'
import { BookForSheet, type Caller } from './book-for-sheet'
import styles from './desk.module.scss'
import { TellCallerSheet } from './tell-caller-sheet'
import { WalkInSheet } from './walk-in-sheet'

interface DeskActionsProps {
  centreId: string
  session: BoardSession
  onLetIn: (result: CheckInResult) => void
  /** Somebody was booked. */
  onDone: () => void
}

/** What the desk can do for people without a booking. Nothing for spaces and for sessions that are over. */
export function DeskActions({ centreId, session, onLetIn, onDone }: DeskActionsProps) {
  const [sheet, setSheet] = useState<'walk-in' | 'book-for' | null>(null)
  const [caller, setCaller] = useState<Caller | null>(null)
  const now = cloudNow()
  const close = () => setSheet(null)
  return (
    <>
      {canBookForCaller(session, now) && (
        <View className={cx(styles.actions)}>
          {canRegisterWalkIn(session, now) && (
            <Button id="session-walk-in" look="soft" size="small" icon="plus" onTap={() => setSheet('walk-in')}>
              现场登记
            </Button>
          )}
          <Button id="session-book-for" look="soft" size="small" icon="phone" onTap={() => setSheet('book-for')}>
            代约
          </Button>
        </View>
      )}
      {sheet === 'walk-in' && (
        <WalkInSheet
          centreId={centreId}
          session={session}
          onClose={close}
          onDone={result => {
            close()
            onLetIn(result)
          }}
        />
      )}
      {sheet === 'book-for' && (
        <BookForSheet
          centreId={centreId}
          session={session}
          onClose={close}
          onDone={booked => {
            close()
            setCaller(booked)
            onDone()
          }}
        />
      )}
      {caller && <TellCallerSheet caller={caller} onClose={() => setCaller(null)} />}
    </>
  )
}
