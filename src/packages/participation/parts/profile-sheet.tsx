import { COLLEAGUE_NAME_LENGTH, TYPED_NUMBER_LENGTH } from '@domain/contracts/limits'
import type { VolunteerHome, VolunteerProfile } from '@domain/contracts/volunteers'
import { SKILLS, type Skill } from '@domain/participation/volunteer-rules'
import { toggled } from '@domain/toggled'
import { dialledNumber, usualForm } from '@domain/typed'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import styles from './points.module.scss'

/** Fewest and most digits of a number that can be called. */
const LEAST_DIGITS = 7
const PHONE_DIGITS = 12

interface ProfileSheetProps {
  /** Null: not a volunteer yet. */
  profile: VolunteerProfile | null
  onClose: () => void
  onDone: (home: VolunteerHome) => void
}

/** What a volunteer is called, is good at, and can be reached by. */
export function ProfileSheet({ profile, onClose, onDone }: ProfileSheetProps) {
  const [name, setName] = useState(profile?.name ?? '')
  const [phone, setPhone] = useState(profile?.phone ?? '')
  const [skills, setSkills] = useState<readonly Skill[]>(profile?.skills ?? [])
  const { busy, error, run } = useAction('volunteer.save')
  const problem = error && messageOf(error)
  const number = usualForm(phone) === '' ? '' : dialledNumber(phone)
  const isPhone = number === '' || (number !== null && number.length >= LEAST_DIGITS && number.length <= PHONE_DIGITS)
  const save = async () => {
    const answer = await run({ name: name.trim(), phone: number ?? '', skills: [...skills] })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="profile-sheet" title={profile ? '改我的登记' : '登记成志愿者'} onClose={onClose}>
      <View className={cx(styles.stack)}>
        <TextField
          id="profile-name"
          label="怎么称呼您"
          placeholder="名单和证明上会遮住一部分"
          maxLength={COLLEAGUE_NAME_LENGTH}
          value={name}
          onChange={setName}
        />
        <TextField
          id="profile-phone"
          kind="digits"
          label="电话（可以不留）"
          placeholder="几次没来，带班的人才看得到"
          // Spaces and a country code fit in: a number that is pasted is not cut.
          maxLength={TYPED_NUMBER_LENGTH}
          value={phone}
          problem={isPhone ? null : `${LEAST_DIGITS} 到 ${PHONE_DIGITS} 位数字`}
          onChange={setPhone}
        />
        <Field label="会做什么">
          <View className={cx(styles.wrap)}>
            {SKILLS.map(({ id, label }) => (
              <Chip
                key={id}
                id={`profile-skill-${id}`}
                role="checkbox"
                on={skills.includes(id)}
                onTap={() => setSkills(was => toggled(was, id))}
              >
                {label}
              </Chip>
            ))}
          </View>
        </Field>
        {problem && <Alert id="profile-problem" {...problem} />}
        <Button id="profile-save" busy={busy} disabled={name.trim() === '' || !isPhone} onTap={() => void save()}>
          {name.trim() === '' ? '请先写称呼' : '保存'}
        </Button>
      </View>
    </Sheet>
  )
}
