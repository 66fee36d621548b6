import type { Relation } from '@domain/people/members'
import { NICKNAME_LENGTH } from '@domain/people/members'
import { isolated } from '@domain/text'
import { localMonth } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { usePageInFront } from '@/platform/in-front'
import { goBack, open } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Tap } from '@/ui/base/tap'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Checkbox, Field, TextField } from '@/ui/field'
import { MonthPicker } from '@/ui/month-picker'
import { ConfirmSheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from './member-form.module.scss'
import type { useMemberForm } from './use-member-form'
import { RELATION_LABELS } from './words'

const CHOICES: readonly Relation[] = ['child', 'elder', 'other']
/** Youngest and oldest age that the picker offers, by relation. */
const AGES: Record<Relation, readonly [youngest: number, oldest: number]> = {
  self: [6, 105],
  child: [0, 17],
  elder: [45, 105],
  other: [0, 105],
}

function RemovePart({ memberId, nickname }: { memberId: string; nickname: string }) {
  const [asking, setAsking] = useState(false)
  const { run, busy, error } = useAction('member.remove')
  const inFront = usePageInFront()
  useErrorToast(error)
  const remove = async () => {
    const answer = await run({ memberId })
    setAsking(false)
    if (!answer) return
    toast(`${isolated(nickname)}的资料删掉了`)
    if (inFront()) goBack()
  }
  return (
    <View className={cx(styles.remove)}>
      <Button id="member-remove" look="danger" size="small" icon="trash" onTap={() => setAsking(true)}>
        删除
      </Button>
      {asking && (
        <ConfirmSheet
          title={`要删除${isolated(nickname)}吗？`}
          text="称呼、出生年月和监护人同意的记录会一起删掉，不能恢复。"
          confirm={{ id: 'member-remove-yes', label: '删除' }}
          keep="先留着"
          busy={busy}
          onConfirm={() => void remove()}
          onClose={() => setAsking(false)}
        />
      )}
    </View>
  )
}

/** The form to add or change a member of the household. */
export function MemberForm({ form }: { form: ReturnType<typeof useMemberForm> }) {
  const { known, relation, problemOf, refusal } = form
  const self = relation === 'self'
  return (
    <View className={cx(styles.form)}>
      {!self && (
        <Field label="这位家人是您的">
          <View className={cx(styles.choices)}>
            {CHOICES.map(choice => (
              <Chip
                key={choice}
                id={`relation-${choice}`}
                on={relation === choice}
                onTap={() => form.setRelation(choice)}
              >
                {RELATION_LABELS[choice]}
              </Chip>
            ))}
          </View>
        </Field>
      )}
      <TextField
        id="member-nickname"
        label="怎么称呼（小名就行，不用真名）"
        placeholder={relation === 'child' ? '比如：果果' : '比如：妈妈'}
        value={form.nickname}
        maxLength={NICKNAME_LENGTH}
        problem={problemOf('nickname')}
        onChange={form.setNickname}
      />
      <MonthPicker
        id="member-birth"
        label={relation === 'child' ? '出生年月' : '出生年月（有年龄要求的课才用得着）'}
        value={form.birthMonth}
        last={localMonth(cloudNow())}
        yearsBack={AGES[relation]}
        problem={problemOf('birthMonth')}
        onChange={form.setBirthMonth}
      />
      {form.consentNeeded && (
        <Field label="未满 14 岁，需要监护人同意" problem={problemOf('consent')}>
          <Checkbox id="member-consent" checked={form.consent} onChange={form.setConsent}>
            我是孩子的监护人，同意记录孩子的称呼和出生年月，只用来预约和签到。
          </Checkbox>
        </Field>
      )}
      <Tap id="member-privacy" className={cx(styles.privacy)} onTap={() => open('privacy/policy', {})}>
        这些信息怎么用？看隐私保护说明
      </Tap>
      {refusal && <Alert id="member-problem" {...refusal} />}
      {known && !self && <RemovePart memberId={known.id} nickname={known.nickname} />}
    </View>
  )
}
