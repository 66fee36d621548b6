import '../../messages'
import type { RouteOutput } from '@domain/contracts'
import type { TeamMember } from '@domain/contracts/office-team'
import { sayGrant } from '@domain/office/grants'
import { DUTY_LABELS, ROLE_LABELS } from '@domain/office/roles'
import { isolated } from '@domain/text'
import { sayDate, sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Loaded } from '@/features/requests/loaded'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { Table } from '../../parts/table'
import { CodeSheet, InviteSheet } from '../../team/invite-sheet'
import { MemberSheet } from '../../team/member-sheet'

const COLUMNS = [
  { label: '姓名', width: '1.2fr' },
  { label: '身份', width: '1fr' },
  { label: '管什么', width: '2fr' },
  { label: '从哪天起', width: '1fr' },
]

function sayDuties({ role, duties }: TeamMember): string {
  if (role !== 'staff') return role === 'manager' ? '全部' : ''
  return duties.length === 0 ? '还没有职责' : duties.map(duty => DUTY_LABELS[duty]).join('、')
}

/** Who works at a place. */
function TeamPage() {
  const place = usePlace()
  const request = useRequest('office.team', place, { refreshOnShow: true })
  const [inviting, setInviting] = useState(false)
  const [chosen, setChosen] = useState<TeamMember | null>(null)
  const withdraw = useAction('office.withdrawInvitation')
  useErrorToast(withdraw.error)
  const show = useAction('office.showInvitation')
  useErrorToast(show.error)
  const [shown, setShown] = useState<RouteOutput<'office.showInvitation'> | null>(null)
  const { centreId } = place
  const showCode = async (invitationId: string) => {
    const answer = centreId && (await show.run({ centreId, invitationId }))
    if (answer) setShown(answer)
  }
  const take = (invitationId: string) => {
    void withdraw.run({ ...place, invitationId }).then(done => done && request.reload())
  }
  const footer = request.data && (
    <Button id="team-invite" icon="plus" onTap={() => setInviting(true)}>
      邀请同事
    </Button>
  )
  const importing = centreId && (
    <View className={cx(styles.wrap)}>
      <Button
        id="team-import"
        look="soft"
        size="small"
        onTap={() => open('office/import', { centreId, what: 'staff' })}
      >
        从表格导入成员
      </Button>
    </View>
  )
  return (
    <Desk id="office-team" title="成员" section="team" place={place} footer={footer}>
      <Loaded request={request} skeleton={[60, 60, 60]}>
        {({ now, members, invitations, former }) => (
          <View className={cx(styles.page)}>
            {members.length === 0 && <View className={cx(styles.note)}>这里还没有人，请先邀请一位。</View>}
            {members.length > 0 && (
              <Table
                columns={COLUMNS}
                rows={members.map(member => ({
                  id: `member-${member.personId}`,
                  cells: [
                    `${isolated(member.name ?? '没写名字')}${member.own ? '（您）' : ''}`,
                    ROLE_LABELS[member.role],
                    sayDuties(member),
                    member.since ? sayDate(member.since) : '',
                  ],
                  onTap: () => setChosen(member),
                }))}
              />
            )}
            {importing}
            {invitations.length > 0 && (
              <Section title="等着加入的">
                <ListGroup>
                  {invitations.map(invitation => (
                    <ListRow
                      key={invitation.id}
                      id={`invitation-${invitation.id}`}
                      title={invitation.name}
                      note={`${sayGrant(invitation)}，${
                        invitation.state === 'listed'
                          ? `名单等到 ${sayDate(invitation.until)}`
                          : `邀请码 ${sayMoment(invitation.until, now)} 前有效`
                      }`}
                      end={
                        <View className={cx(styles.wrap)}>
                          {invitation.isListed && (
                            <Button
                              id={`show-${invitation.id}`}
                              look="soft"
                              size="small"
                              busy={show.busy}
                              onTap={() => void showCode(invitation.id)}
                            >
                              出示邀请码
                            </Button>
                          )}
                          <Button
                            id={`withdraw-${invitation.id}`}
                            look="danger"
                            size="small"
                            busy={withdraw.busy}
                            onTap={() => take(invitation.id)}
                          >
                            撤回
                          </Button>
                        </View>
                      }
                    />
                  ))}
                </ListGroup>
              </Section>
            )}
            {former.length > 0 && (
              <Section title="以前的成员" quiet>
                <ListGroup>
                  {former.map(({ name, role, until }) => (
                    <ListRow
                      key={`${name}${until}`}
                      title={name ?? '没写名字'}
                      note={`${ROLE_LABELS[role]}，到 ${sayDate(until)}`}
                    />
                  ))}
                </ListGroup>
              </Section>
            )}
          </View>
        )}
      </Loaded>
      {inviting && (
        <InviteSheet
          place={place}
          onClose={() => {
            setInviting(false)
            request.reload()
          }}
        />
      )}
      {shown && (
        <CodeSheet
          place={place}
          {...shown}
          onClose={() => {
            setShown(null)
            request.reload()
          }}
        />
      )}
      {chosen && (
        <MemberSheet
          place={place}
          member={chosen}
          onClose={() => setChosen(null)}
          onDone={() => {
            setChosen(null)
            request.reload()
          }}
        />
      )}
    </Desk>
  )
}

export default page(TeamPage)
