import '../../messages'
import type { ShiftCard, VolunteerHome } from '@domain/contracts/volunteers'
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
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import styles from '../../parts/points.module.scss'
import { ProfileSheet } from '../../parts/profile-sheet'
import { ShiftRow } from '../../parts/shift-row'
import { sayHours, saySkill } from '../../parts/volunteer-words'

/** The caller as a volunteer: hours and stars, shifts to come and over, and the certificate. */
function VolunteerPage() {
  const request = useRequest('volunteer.home', {}, { refreshOnShow: true })
  const [isEditing, setEditing] = useState(false)
  return (
    <Screen id="volunteer" title="志愿服务">
      <Loaded request={request} skeleton={[140, 160, 120]}>
        {home => (
          <View className={cx(styles.page)}>
            <Hours home={home} />
            <Button id="volunteer-find" icon="search" onTap={() => open('participation/shifts', {})}>
              找个班次
            </Button>
            <Shifts id="coming" title="要去的" shifts={home.coming} now={home.now} />
            <Shifts id="past" title="去过的" shifts={home.past} now={home.now} />
            <Section title="更多">
              <ListGroup>
                <ListRow
                  id="volunteer-profile"
                  icon="edit"
                  title={home.profile ? home.profile.name : '登记成志愿者'}
                  note={
                    home.profile
                      ? home.profile.skills.map(saySkill).join('、') || '还没说会做什么'
                      : '留个称呼，就能报名'
                  }
                  leads
                  onTap={() => setEditing(true)}
                />
                <Certificate home={home} onDone={request.reload} />
                <ListRow
                  id="volunteer-check"
                  icon="check"
                  title="查验证明"
                  note="输入证明上的 12 位编号，谁都能查"
                  leads
                  onTap={() => open('participation/certificate', {})}
                />
              </ListGroup>
            </Section>
            {isEditing && (
              <ProfileSheet
                profile={home.profile}
                onClose={() => setEditing(false)}
                onDone={answer => {
                  request.setData(answer)
                  setEditing(false)
                }}
              />
            )}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

function Hours({ home: { minutes, stars, next } }: { home: VolunteerHome }) {
  const share = next === null ? 100 : Math.min(100, Math.round((minutes / next) * 100))
  return (
    <View id="volunteer-hours" className={cx(styles.balance)}>
      <View>我一共服务了</View>
      <View className={cx(styles.figure)}>{sayHours(minutes)}</View>
      <View className={cx(styles.note)}>
        {stars > 0 ? `${stars} 星志愿者` : '还没有星'}
        {next === null ? '，最高的星' : `，满 ${next / 60} 小时是 ${stars + 1} 星`}
      </View>
      <View className={cx(styles.track)}>
        <View className={cx(styles.bar)} style={{ width: `${share}%` }} />
      </View>
    </View>
  )
}

function Shifts({ id, title, shifts, now }: { id: string; title: string; shifts: readonly ShiftCard[]; now: number }) {
  if (shifts.length === 0) return null
  return (
    <Section title={title}>
      <ListGroup>
        {shifts.map(shift => (
          <ShiftRow key={shift.id} id={`${id}-${shift.id}`} shift={shift} now={now} />
        ))}
      </ListGroup>
    </Section>
  )
}

function Certificate({ home, onDone }: { home: VolunteerHome; onDone: () => void }) {
  const { busy, error, run } = useAction('volunteer.certify')
  useErrorToast(error)
  if (home.minutes === 0) return null
  const show = async () => {
    const answer = busy ? null : await run({})
    if (!answer) return
    onDone()
    open('participation/certificate', { code: answer.certificate.code })
  }
  return (
    <ListRow
      id="volunteer-certify"
      icon="badge"
      title="开时长证明"
      note={`到今天一共 ${sayHours(home.minutes)}`}
      leads
      onTap={() => void show()}
    />
  )
}

export default page(VolunteerPage)
