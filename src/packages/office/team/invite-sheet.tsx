import { COLLEAGUE_NAME_LENGTH } from '@domain/contracts/limits'
import type { InvitationView } from '@domain/contracts/office-team'
import { INVITATION_LASTS, sayGrant } from '@domain/office/grants'
import { type AnyRole, type CentreRole, type Duty, FIRST_DUTIES, ROLE_LABELS } from '@domain/office/roles'
import { isolated } from '@domain/text'
import { MINUTE, sayLength } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { useNow } from '@/features/time/use-now'
import { Button } from '@/ui/button'
import { Countdown } from '@/ui/countdown'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { QrCode } from '@/ui/qr-code'
import { Sheet } from '@/ui/sheet'
import { EmptyState } from '@/ui/states'
import styles from '../parts/office.module.scss'
import type { OfficePlace } from '../parts/place'
import { RoleFields } from './role-fields'
import team from './team.module.scss'

/** How often the screen asks whether the code was used, ms. */
const ASK_MS = 3000
const SECOND = 1000

interface InviteSheetProps {
  place: OfficePlace
  /** The agreement of a partner whose people are invited; absent: a colleague is. */
  partner?: { id: string; name: string }
  onClose: () => void
}

/** Invites a colleague, or somebody of a partner: who and for what, then the code, which the person scans or types. */
export function InviteSheet({ place, partner, onClose }: InviteSheetProps) {
  const [name, setName] = useState('')
  const [role, setRole] = useState<CentreRole>('staff')
  const [duties, setDuties] = useState<readonly Duty[]>(FIRST_DUTIES)
  const { run, busy, error } = useAction('office.invite')
  const [made, setMade] = useState<{ invitation: InvitationView; code: string } | null>(null)
  useErrorToast(error)
  const { centreId, county } = place
  const given: AnyRole = partner ? 'partner' : centreId ? role : county ? 'county' : 'city'
  const isWithoutDuty = !partner && centreId !== undefined && role === 'staff' && duties.length === 0
  const ready = name.trim() !== '' && !isWithoutDuty
  const invite = async () => {
    const whom = partner ? { partnerId: partner.id } : {}
    const answer = await run({ ...place, ...whom, role: given, duties: given === 'staff' ? [...duties] : [], name })
    if (answer) setMade(answer)
  }
  if (made) return <CodeSheet place={place} {...made} onClose={onClose} />
  return (
    <Sheet id="invite-sheet" title={partner ? '请合伙人的人来管' : '邀请同事'} onClose={onClose}>
      <View className={cx(styles.form)}>
        <TextField
          id="invite-name"
          label={partner ? '对方的名字' : '同事的名字'}
          value={name}
          maxLength={COLLEAGUE_NAME_LENGTH}
          onChange={setName}
        />
        {partner ? (
          <View className={cx(styles.note)}>
            只管「{isolated(partner.name)}」协议里的课：看名单、签到、排自己的课。发布课表还是您来点。
          </View>
        ) : centreId ? (
          <RoleFields
            role={role}
            duties={duties}
            onChange={(nextRole, nextDuties) => {
              setRole(nextRole)
              setDuties(nextDuties)
            }}
          />
        ) : (
          <View className={cx(styles.note)}>
            {ROLE_LABELS[given]}：{county ? `管理${county}的中心` : '管理全市的中心'}，能邀请中心负责人。
          </View>
        )}
        <Button id="invite-yes" busy={busy} disabled={!ready} onTap={() => void invite()}>
          {name.trim() === '' ? '请写名字' : isWithoutDuty ? '请选管什么' : '出示邀请码'}
        </Button>
      </View>
    </Sheet>
  )
}

interface CodeSheetProps extends InviteSheetProps {
  invitation: InvitationView
  code: string
}

/** The code on the inviter's screen, which says when it was accepted. */
export function CodeSheet({ place, invitation: made, code, onClose }: CodeSheetProps) {
  const asked = useRequest('office.invitation', { ...place, invitationId: made.id }, { refreshEvery: ASK_MS })
  const now = useNow(SECOND)
  const invitation = asked.data?.invitation ?? made
  if (invitation.state === 'used') {
    return (
      <Sheet id="invite-done" title="加入好了" onClose={onClose}>
        <EmptyState
          scene="welcome"
          title={`${isolated(invitation.name)}加入了`}
          note={sayGrant(invitation)}
          action={{ id: 'invite-close', label: '好', onTap: onClose }}
        />
      </Sheet>
    )
  }
  const isOver = invitation.state !== 'open' || now >= invitation.until
  return (
    <Sheet id="invite-code" title={`请${isolated(invitation.name)}来扫`} onClose={onClose}>
      <View className={cx(team.code)}>
        {isOver ? (
          <View className={cx(styles.note)}>邀请码过期了，请关掉再出一个。</View>
        ) : (
          <>
            <QrCode id="invite-qr" className={cx(team.picture)} text={code} label="邀请码" />
            <View id="invite-number" className={cx(team.number)}>
              {code.match(/.{1,4}/g)?.join(' ')}
            </View>
            <Countdown left={(invitation.until - now) / INVITATION_LASTS} className={cx(team.left)} />
            <View>还有 {sayLength(Math.max(MINUTE, Math.ceil((invitation.until - now) / MINUTE) * MINUTE))}</View>
            <View className={cx(styles.note)}>
              对方打开小程序的「我的」，点「我有邀请码」，扫这个码或照着输入。只能用一次，请别截图发到群里。
            </View>
            <View className={cx(styles.note)}>{sayGrant(invitation)}</View>
          </>
        )}
      </View>
    </Sheet>
  )
}
