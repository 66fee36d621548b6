import type { CentreEdit } from '@domain/contracts/office-centres'
import type { ErrorDetails } from '@domain/errors'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Section } from '@/ui/section'
import { toast } from '@/ui/toast'
import { Theirs } from '../offerings/theirs'
import styles from '../parts/office.module.scss'
import { type CentreFields, CentreForm, problemOf } from './centre-form'

const fieldsOf = ({ address, phone, location, hours, facilities, wayIn, residents }: CentreEdit): CentreFields => ({
  address,
  phone,
  location,
  week: hours.week,
  facilities,
  wayIn,
  residents,
})

const isSame = (a: CentreEdit, b: CentreEdit) => JSON.stringify(fieldsOf(a)) === JSON.stringify(fieldsOf(b))

const NAMES = ['日', '一', '二', '三', '四', '五', '六']

function sayWeek(week: CentreFields['week']): string {
  const clock = (minute: number) => `${Math.floor(minute / 60) % 24}:${String(minute % 60).padStart(2, '0')}`
  return [...week]
    .sort((a, b) => ((a.weekday + 6) % 7) - ((b.weekday + 6) % 7))
    .map(({ weekday, opens, closes }) => `周${NAMES[weekday]} ${clock(opens)}–${clock(closes)}`)
    .join('，')
}

const sayFields = ({ address, phone, location, week, facilities, wayIn, residents = 0 }: CentreFields) => [
  { label: '地址', value: address },
  { label: '电话', value: phone },
  { label: '位置', value: `${location.longitude}，${location.latitude}` },
  { label: '开放时间', value: sayWeek(week) },
  { label: '有什么', value: facilities.join('、') },
  { label: '从哪进', value: wayIn },
  { label: '服务居民', value: residents === 0 ? '' : `${residents} 人` },
]

interface CentreEditorProps {
  centre: CentreEdit
  isOffice: boolean
  onSaved: (centre: CentreEdit) => void
}

/** Edits what residents see of a centre. */
export function CentreEditor({ centre, isOffice, onSaved }: CentreEditorProps) {
  const [fields, setFields] = useState(() => fieldsOf(centre))
  const [revision, setRevision] = useState(centre.revision)
  const [filled, setFilled] = useState(0)
  const [known, setKnown] = useState(centre)
  if (centre !== known) {
    setKnown(centre)
    // A closure, which this form does not show, counts as a change of the centre.
    if (isSame(centre, known)) setRevision(centre.revision)
  }
  const { run, busy, error, clear } = useAction('office.saveCentre')
  const conflict = error?.code === 'CENTRE_CHANGED' ? (error.detail as ErrorDetails['CENTRE_CHANGED']) : null
  const theirs = conflict && (conflict.theirs as unknown as CentreEdit)
  const missing = problemOf(fields)
  const save = async () => {
    const answer = await run({ centreId: centre.id, revision, ...fields })
    if (!answer) return
    setRevision(answer.centre.revision)
    toast('保存好了', '居民现在就能看到。')
    onSaved(answer.centre)
  }
  return (
    <Section title="居民看到的">
      <View className={cx(styles.page)}>
        {conflict && theirs && (
          <Theirs
            by={conflict.by}
            mine={sayFields(fields)}
            theirs={sayFields(fieldsOf(theirs))}
            onTakeTheirs={() => {
              setFields(fieldsOf(theirs))
              setRevision(theirs.revision)
              setFilled(filled + 1)
              clear()
            }}
            onKeepMine={() => {
              setRevision(theirs.revision)
              clear()
            }}
          />
        )}
        <View key={filled} className={cx(styles.page)}>
          <CentreForm
            fields={fields}
            isOffice={isOffice}
            onChange={change => setFields(was => ({ ...was, ...change }))}
          />
        </View>
        {error && !conflict && <Alert id="centre-problem" {...messageOf(error)} />}
        <View className={cx(styles.narrowButton)}>
          <Button id="centre-save" busy={busy} disabled={missing !== null} onTap={() => void save()}>
            {missing ?? '保存'}
          </Button>
        </View>
      </View>
    </Section>
  )
}
