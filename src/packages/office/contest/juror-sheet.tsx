import { kindFactsOf } from '@domain/contest/kinds'
import type { ContestKind } from '@domain/contest/rules'
import { COLLEAGUE_NAME_LENGTH, EMPLOYER_LENGTH } from '@domain/contracts/limits'
import { sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Sheet } from '@/ui/sheet'
import styles from '../parts/office.module.scss'

/** Invites somebody to the jury, and then shows the code for them. */
export function JurorSheet({ kind, onClose }: { kind: ContestKind; onClose: () => void }) {
  const [name, setName] = useState('')
  const [employer, setEmployer] = useState('')
  const [partner, setPartner] = useState('')
  const [invited, setInvited] = useState<{ code: string; until: number } | null>(null)
  const { busy, error, run } = useAction('office.inviteJuror')
  const problem = error && messageOf(error)
  const isReady = name.trim() !== '' && employer.trim() !== ''
  const invite = async () => {
    const partners = partner.trim() === '' ? [] : [partner.trim()]
    const answer = await run({ kind, name: name.trim(), employer: employer.trim(), centreIds: [], partners })
    if (answer) setInvited(answer)
  }
  return (
    <Sheet id="juror-sheet" title={invited ? '把邀请码交给评委' : '邀请评委'} onClose={onClose}>
      <View className={cx(styles.form)}>
        {invited ? (
          <ListGroup>
            <ListRow
              id="juror-code"
              title={invited.code.replace(/(.{4})(?=.)/g, '$1 ')}
              note={`请对方打开「参与 · ${kindFactsOf(kind).label} · 我是评委」输入；${sayMoment(invited.until, cloudNow())}前有效`}
            />
          </ListGroup>
        ) : (
          <>
            <TextField id="juror-name" label="称呼" maxLength={COLLEAGUE_NAME_LENGTH} value={name} onChange={setName} />
            <TextField
              id="juror-employer"
              label="工作单位"
              maxLength={EMPLOYER_LENGTH}
              value={employer}
              onChange={setEmployer}
            />
            <TextField
              id="juror-partner"
              label="三年内合作过的合伙人"
              placeholder="没有就空着"
              maxLength={EMPLOYER_LENGTH}
              value={partner}
              onChange={setPartner}
            />
            <View className={cx(styles.note)}>三年内工作过的中心和县区，系统自己查；有关系的不会分给这位评委。</View>
            {problem && <Alert id="juror-problem" {...problem} />}
            <Button id="juror-save" busy={busy} disabled={!isReady} onTap={() => void invite()}>
              {isReady ? '生成邀请码' : '请写上称呼和单位'}
            </Button>
          </>
        )}
      </View>
    </Sheet>
  )
}
