import { REVOKE_REASON_LENGTH } from '@domain/contracts/limits'
import type { TeamMember } from '@domain/contracts/office-team'
import { type CentreRole, type Duty, ROLE_LABELS } from '@domain/office/roles'
import { isolated } from '@domain/text'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from '../parts/office.module.scss'
import type { OfficePlace } from '../parts/place'
import { RoleFields } from './role-fields'

interface MemberSheetProps {
  place: OfficePlace
  member: TeamMember
  onClose: () => void
  onDone: () => void
}

const isCentreRole = (role: string): role is CentreRole => role === 'staff' || role === 'manager'

/** What a colleague does here, and taking it away. Nobody changes their own role, but everybody may give it up. */
export function MemberSheet({ place, member, onClose, onDone }: MemberSheetProps) {
  const { centreId } = place
  const [role, setRole] = useState<CentreRole>(isCentreRole(member.role) ? member.role : 'staff')
  const [duties, setDuties] = useState<readonly Duty[]>(member.role === 'staff' ? member.duties : [])
  const [isRemoving, setRemoving] = useState(false)
  const { run, busy, error } = useAction('office.setDuties')
  useErrorToast(error)
  const name = member.own ? '您' : isolated(member.name ?? '这位同事')
  const save = async () => {
    if (!centreId) return
    const given = role === 'staff' ? [...duties] : []
    if (!(await run({ centreId, personId: member.personId, role, duties: given }))) return
    toast('改好了', `${name}下一步操作就按新的来。`)
    onDone()
  }
  if (isRemoving) return <RemoveSheet place={place} member={member} name={name} onClose={onClose} onDone={onDone} />
  const isChangeable = centreId !== undefined && !member.own
  return (
    <Sheet id="member-sheet" title={member.own ? '您在这里的身份' : (member.name ?? '同事')} onClose={onClose}>
      <View className={cx(styles.form)}>
        {isChangeable ? (
          <>
            <RoleFields
              role={role}
              duties={duties}
              onChange={(nextRole, nextDuties) => {
                setRole(nextRole)
                setDuties(nextDuties)
              }}
            />
            <Button
              id="member-save"
              busy={busy}
              disabled={role === 'staff' && duties.length === 0}
              onTap={() => void save()}
            >
              {role === 'staff' && duties.length === 0 ? '请选管什么' : '保存'}
            </Button>
          </>
        ) : (
          <View className={cx(styles.note)}>
            {ROLE_LABELS[member.role]}
            {member.own ? '。自己的身份要请别的负责人或上级来改。' : ''}
          </View>
        )}
        <Button id="member-remove" look="danger" onTap={() => setRemoving(true)}>
          {member.own ? '我不在这里工作了' : '移除'}
        </Button>
      </View>
    </Sheet>
  )
}

function RemoveSheet({ place, member, name, onClose, onDone }: MemberSheetProps & { name: string }) {
  const [reason, setReason] = useState('')
  const { run, busy, error } = useAction('office.revoke')
  useErrorToast(error)
  const remove = async () => {
    const why = reason.trim() === '' ? {} : { reason }
    if (!(await run({ ...place, personId: member.personId, ...why }))) return
    toast(member.own ? '您退出了' : '移除好了')
    onDone()
  }
  return (
    <Sheet id="remove-sheet" title={member.own ? '退出吗？' : `移除${name}吗？`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <View>
          {name}
          马上就不能再管这里的事。移除前没网时扫的码照样算，之后扫的不算。以后可以重新邀请。
        </View>
        <TextField
          id="remove-reason"
          label="原因（可以不写，记在操作记录里）"
          value={reason}
          maxLength={REVOKE_REASON_LENGTH}
          onChange={setReason}
        />
        <Button id="remove-yes" look="danger" busy={busy} onTap={() => void remove()}>
          {member.own ? '退出' : '移除'}
        </Button>
        <Button id="remove-keep" look="plain" onTap={onClose}>
          先不
        </Button>
      </View>
    </Sheet>
  )
}
