import { TEXT_LENGTH, TITLE_LENGTH } from '@domain/contracts/limits'
import type { PartnerEdit, PartnersEdit } from '@domain/contracts/office-partners'
import { monthEnd, PARTNER_KINDS, PARTNER_RULES, type PartnerKind } from '@domain/participation/partner'
import { localMonth } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Field, TextArea, TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { ChoiceField } from '../fields/choice-field'
import { NumberField } from '../fields/number-field'
import styles from '../parts/office.module.scss'
import { UseField } from './use-field'
import { sayMonth } from './words'

const KINDS = PARTNER_KINDS.map(({ id, label }) => ({ id, value: id, label }))
/** Lengths of an agreement to choose from, months. */
const LENGTHS = [3, 6, 12, 24, PARTNER_RULES.monthsMost]

/** The month so many months after another, `YYYY-MM`. */
function monthAfter(month: string, months: number): string {
  let found = month
  for (let n = 0; n < months; n++) found = localMonth(monthEnd(found))
  return found
}

interface PartnerSheetProps {
  centreId: string
  /** Null: a new one. */
  partner: PartnerEdit | null
  offerings: PartnersEdit['offerings']
  now: number
  onClose: () => void
  onDone: (answer: PartnersEdit) => void
}

/** Edits an agreement: what is given, what is owed, and which classes count. */
export function PartnerSheet({ centreId, partner, offerings, now, onClose, onDone }: PartnerSheetProps) {
  const from = partner?.from ?? localMonth(now)
  const [name, setName] = useState(partner?.name ?? '')
  const [words, setWords] = useState(partner?.words ?? '')
  const [kind, setKind] = useState<PartnerKind>(partner?.kind ?? 'service')
  const [roomHours, setRoomHours] = useState<number | null>(partner?.roomHours ?? null)
  const [sessions, setSessions] = useState<number | null>(partner?.sessions ?? null)
  const [until, setUntil] = useState(partner?.until ?? monthAfter(from, 11))
  const [serviceIds, setServiceIds] = useState<string[]>(partner?.serviceIds ?? [])
  const [roomIds, setRoomIds] = useState<string[]>(partner?.roomIds ?? [])
  const { busy, error, run } = useAction('office.savePartner')
  const problem = error && messageOf(error)
  const isReady =
    name.trim() !== '' &&
    roomHours !== null &&
    roomHours <= 500 &&
    sessions !== null &&
    sessions >= 1 &&
    sessions <= 100
  const present = localMonth(now)
  const ends = [
    ...new Set([until, ...LENGTHS.map(length => monthAfter(from, length - 1)), ...(partner ? [present] : [])]),
  ]
  const save = async () => {
    if (roomHours === null || sessions === null) return
    const known = partner ? { partnerId: partner.id } : {}
    const agreed = {
      name: name.trim(),
      kind,
      words: words.trim(),
      roomHours,
      sessions,
      from,
      until,
      serviceIds,
      roomIds,
    }
    const answer = await run({ centreId, ...known, revision: partner?.revision ?? 0, ...agreed })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="partner-sheet" title={partner ? '改协议' : '签一份协议'} onClose={onClose}>
      <View className={cx(styles.form)}>
        <TextField id="partner-name" label="和谁" maxLength={TITLE_LENGTH} value={name} onChange={setName} />
        <ChoiceField id="partner-kind" label="哪一种" value={kind} choices={KINDS} onChange={setKind} />
        <NumberField id="partner-hours" label="每月给场地几小时" value={roomHours} onChange={setRoomHours} />
        <NumberField id="partner-sessions" label="每月为居民办几场" value={sessions} onChange={setSessions} />
        <Field label="从哪个月开始">
          <View className={cx(styles.note)}>{sayMonth(from)}</View>
        </Field>
        <ChoiceField
          id="partner-until"
          label="到哪个月结束"
          value={until}
          choices={ends
            .filter(month => month >= present)
            .sort()
            .map(month => ({ id: month, value: month, label: sayMonth(month) }))}
          onChange={setUntil}
        />
        <UseField
          id="service"
          label="哪些课是它为居民办的"
          offerings={offerings.filter(({ id }) => !roomIds.includes(id))}
          chosen={serviceIds}
          onChange={setServiceIds}
        />
        <UseField
          id="room"
          label="哪些课是它自己用场地"
          offerings={offerings.filter(({ id }) => !serviceIds.includes(id))}
          chosen={roomIds}
          onChange={setRoomIds}
        />
        <TextArea id="partner-words" label="还约定了什么" maxLength={TEXT_LENGTH} value={words} onChange={setWords} />
        {problem && <Alert id="partner-problem" {...problem} />}
        <Button id="partner-save" busy={busy} disabled={!isReady} onTap={() => void save()}>
          {isReady ? '保存' : '请写和谁、几小时、几场'}
        </Button>
      </View>
    </Sheet>
  )
}
