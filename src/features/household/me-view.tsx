import type { MeView as Me } from '@domain/contracts/me'
import { labelsOf } from '@domain/people/labels'
import { MAX_MEMBERS } from '@domain/people/members'
import { View } from '@tarojs/components'
import { cloudNow } from '@/cloud/clock'
import { StandingCard } from '@/features/noshows/standing-card'
import { open } from '@/platform/navigate'
import { copyText } from '@/platform/phone'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Scene } from '@/ui/scene'
import { Section } from '@/ui/section'
import { useTextSize } from '@/ui/text-size/store'
import { toast } from '@/ui/toast'
import styles from './me-view.module.scss'
import { sayMember } from './words'

function Settings({ accountId }: { accountId: string }) {
  const senior = useTextSize(state => state.senior)
  const toggle = useTextSize(state => state.toggle)
  const copy = async () => {
    const copied = await copyText(accountId)
    toast(copied ? '编号复制好了' : '没能复制', copied ? '发给中心负责人就行。' : '请照着念给中心负责人。')
  }
  return (
    <Section title="设置">
      <ListGroup>
        <ListRow
          id="me-senior"
          icon="text"
          title="长辈模式"
          note="字更大，按钮更大"
          end={<View className={cx(styles.switch, senior && styles.on)}>{senior ? '已开' : '没开'}</View>}
          onTap={toggle}
        />
        <ListRow id="me-number" icon="copy" title="我的编号" note={accountId} end="复制" onTap={() => void copy()} />
        <ListRow
          id="me-join"
          icon="badge"
          title="我有邀请码"
          note="同事请您一起当工作人员"
          leads
          onTap={() => open('office/join', {})}
        />
        <ListRow id="me-privacy" icon="shield" title="隐私保护说明" leads onTap={() => open('privacy/policy', {})} />
        <ListRow
          id="me-data"
          icon="person"
          title="我的资料"
          note="全部列出来带走，或全部删除"
          leads
          onTap={() => open('privacy/data', {})}
        />
      </ListGroup>
    </Section>
  )
}

/** The account: its household, settings, and the staff entrance for those who have a role. */
export function MeView({ me }: { me: Me }) {
  const now = cloudNow()
  const labels = labelsOf(me.members)
  return (
    <View>
      <View className={cx(styles.hero)}>
        <View className={cx(styles.words)}>
          <View className={cx(styles.title)}>我的家人</View>
          <View className={cx(styles.note)}>加上孩子和老人，约课时点一下就行。</View>
        </View>
        <Scene name="family" className={cx(styles.scene)} />
      </View>
      <ListGroup>
        {me.members.map(member => (
          <ListRow
            key={member.id}
            id={`member-${member.id}`}
            title={labels.get(member.id)}
            note={sayMember(member, now)}
            leads
            onTap={() => open('member', { id: member.id })}
          />
        ))}
        {me.members.length <= MAX_MEMBERS && (
          <ListRow
            id="me-add"
            title={
              <View className={cx(styles.add)}>
                <Icon name="plus" size="small" />
                <View>添加家人</View>
              </View>
            }
            onTap={() => open('member', {})}
          />
        )}
      </ListGroup>
      <View className={cx(styles.news)}>
        <ListGroup>
          <ListRow
            id="me-care"
            icon="people"
            title="一起照看孩子"
            note="爸爸妈妈、外公外婆，都能看到孩子的课，都能约"
            leads
            onTap={() => open('care/list', {})}
          />
          <ListRow
            id="me-relations"
            icon="people"
            title="帮家人订餐"
            note="在外地也能帮爸妈订，家人也能帮您订"
            leads
            onTap={() => open('canteen/relations', {})}
          />
          <ListRow
            id="me-news"
            icon="bell"
            title="消息"
            note="候补、抽签、变动都在这里，不用等微信"
            leads
            onTap={() => open('news/list', {})}
          />
        </ListGroup>
      </View>
      <StandingCard people={me.standing} now={now} />
      <Section title="参与">
        <ListGroup>
          <ListRow
            id="me-points"
            icon="badge"
            title="红色积分"
            note="做社区的任务，一家人攒积分，换东西"
            leads
            onTap={() => open('participation/points', {})}
          />
          <ListRow
            id="me-needs"
            icon="edit"
            title="需求和议题"
            note="身边缺什么，提出来；中心 15 个工作日内答复"
            leads
            onTap={() => open('participation/needs', {})}
          />
          <ListRow
            id="me-volunteer"
            icon="people"
            title="志愿服务"
            note="挑个班次来帮忙，记时长，开证明"
            leads
            onTap={() => open('participation/volunteer', {})}
          />
          <ListRow
            id="me-groups"
            icon="people"
            title="居民小组"
            note="合唱、读书、陪孩子学习，和邻居一起"
            leads
            onTap={() => open('participation/groups', {})}
          />
        </ListGroup>
      </Section>
      {me.staffOf.length + me.officeOf.length > 0 && (
        <Section title="工作人员">
          <ListGroup>
            {me.staffOf.map(({ centreId, centreName }) => (
              <ListRow
                key={centreId}
                id={`staff-entrance-${centreId}`}
                icon="badge"
                title={centreName}
                note="今日安排 · 扫码签到"
                leads
                onTap={() => open('staff/today', { centreId })}
              />
            ))}
            {me.officeOf.map(({ role, county }) => (
              <ListRow
                key={county ?? role}
                id={`office-entrance-${role}`}
                icon="badge"
                title={county ?? '全市'}
                note="工作台"
                leads
                onTap={() => open('office/desk', county === null ? {} : { county })}
              />
            ))}
          </ListGroup>
        </Section>
      )}
      <Settings accountId={me.accountId} />
    </View>
  )
}
