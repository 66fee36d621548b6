import type { CarerView, Cares } from '@domain/contracts/cares'
import { CARER_NAME_LENGTH, canShareCare, MAX_CARERS } from '@domain/people/cares'
import type { Member } from '@domain/people/members'
import { isolated } from '@domain/text'
import { sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { open } from '@/platform/navigate'
import { copyText } from '@/platform/phone'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { ConfirmSheet, Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from './care.module.scss'

interface OwnPartProps {
  members: readonly Member[]
  cares: Cares
  onChange: (cares: Cares) => void
}

/** 1234 5678 9012: easier to read out. */
const grouped = (code: string) => code.replace(/(\d{4})(?=\d)/g, '$1 ')

/** The household's own children, and who else cares for each. */
export function OwnPart({ members, cares, onChange }: OwnPartProps) {
  const [asking, setAsking] = useState<Member | null>(null)
  const [ending, setEnding] = useState<CarerView | null>(null)
  const end = useAction('care.end')
  useErrorToast(end.error)
  const children = members.filter(member => canShareCare(member, cares.now))
  if (children.length === 0) {
    return (
      <Section title="我的孩子">
        <ListGroup>
          <ListRow
            id="care-add"
            icon="plus"
            title="先加上孩子"
            note="14 岁以下的孩子，可以请另一位家长一起照看"
            leads
            onTap={() => open('member', { relation: 'child' })}
          />
        </ListGroup>
      </Section>
    )
  }
  const stop = async () => {
    const answer = ending && (await end.run({ careId: ending.id }))
    setEnding(null)
    if (!answer) return
    onChange(answer)
    toast('结束了', '对方看不到，也约不了了。')
  }
  const copy = async (code: string) => {
    if (await copyText(code)) toast('邀请码复制好了', '发给对方，让对方在这一页填上。')
  }
  return (
    <Section title="我的孩子">
      <View className={cx(styles.sheet)}>
        {children.map(child => {
          const carers = cares.carers.filter(({ memberId }) => memberId === child.id)
          return (
            <ListGroup key={child.id}>
              <ListRow title={child.nickname} note={carers.length === 0 ? '只有您在照看' : undefined} />
              {carers.map(carer => (
                <ListRow
                  key={carer.id}
                  id={`carer-${carer.id}`}
                  icon="people"
                  title={
                    carer.code === null
                      ? `${isolated(carer.name)}也在照看`
                      : `给${isolated(carer.name)}的邀请码 ${grouped(carer.code)}`
                  }
                  note={
                    carer.until === null
                      ? '能看到这个孩子的课，能约、能取消'
                      : `${sayMoment(carer.until, cares.now)} 前有效，只能用一次`
                  }
                  end={
                    <Button id={`carer-end-${carer.id}`} look="plain" size="small" onTap={() => setEnding(carer)}>
                      {carer.code === null ? '结束' : '收回'}
                    </Button>
                  }
                />
              ))}
              {carers.map(
                ({ id, code }) =>
                  code !== null && (
                    <ListRow
                      key={id}
                      id={`carer-copy-${id}`}
                      icon="copy"
                      title="复制邀请码"
                      onTap={() => void copy(code)}
                    />
                  ),
              )}
              {carers.length < MAX_CARERS && (
                <ListRow
                  id={`care-invite-${child.id}`}
                  icon="plus"
                  title="再请一位来照看"
                  onTap={() => setAsking(child)}
                />
              )}
            </ListGroup>
          )
        })}
      </View>
      {asking && <InviteSheet child={asking} onDone={onChange} onClose={() => setAsking(null)} />}
      {ending && (
        <ConfirmSheet
          title={ending.code === null ? `不和${isolated(ending.name)}一起照看了？` : '收回这个邀请码？'}
          text={
            ending.code === null
              ? `${isolated(ending.name)}马上看不到孩子的课，也约不了；已经约好的课不变。`
              : '收回以后，对方填这个码就没用了。'
          }
          confirm={{ id: 'care-end', label: ending.code === null ? '结束' : '收回' }}
          keep="先留着"
          busy={end.busy}
          onConfirm={() => void stop()}
          onClose={() => setEnding(null)}
        />
      )}
    </Section>
  )
}

interface InviteSheetProps {
  child: Member
  onDone: (cares: Cares) => void
  onClose: () => void
}

function InviteSheet({ child, onDone, onClose }: InviteSheetProps) {
  const [name, setName] = useState('')
  const { run, busy, error } = useAction('care.invite')
  useErrorToast(error)
  const invite = async () => {
    const answer = await run({ memberId: child.id, name })
    if (!answer) return
    onDone(answer)
    onClose()
  }
  return (
    <Sheet title={`请谁一起照看${isolated(child.nickname)}？`} onClose={onClose}>
      <View className={cx(styles.sheet)}>
        <TextField
          id="care-name"
          label="您怎么叫这个人"
          placeholder="比如 爸爸、外婆"
          value={name}
          maxLength={CARER_NAME_LENGTH}
          onChange={setName}
        />
        <View className={cx(styles.note)}>您是孩子的监护人，同意对方看到孩子的称呼和课，能帮孩子约、取消。</View>
        <Button id="care-invite" busy={busy} disabled={name.trim() === ''} onTap={() => void invite()}>
          同意，给一个邀请码
        </Button>
      </View>
    </Sheet>
  )
}
