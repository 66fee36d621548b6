import { availabilityChangesAt } from '@domain/classes/availability'
import type { RouteOutput } from '@domain/contracts'
import { MINUTE } from '@domain/time'
import { View } from '@tarojs/components'
import { SessionItem } from '@/features/classes/session-item'
import { useHomeCentre } from '@/features/settings/use-home-centre'
import { centreCard } from '@/features/share/cards'
import { ShareRow } from '@/features/share/share-row'
import { useNow } from '@/features/time/use-now'
import { open } from '@/platform/navigate'
import { callPhone } from '@/platform/phone'
import { a11y } from '@/ui/base/a11y'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Scene } from '@/ui/scene'
import { Section } from '@/ui/section'
import { toast } from '@/ui/toast'
import styles from './centre-detail.module.scss'
import { frontAt } from './front'
import { sayFar, sayOpen } from './hours'
import { OpeningHoursSection } from './opening-hours'
import { RouteRow } from './route-row'
import { StarBadge } from './star-badge'

function HomeChoice({ centreId }: { centreId: string }) {
  const chosen = useHomeCentre(state => state.centreId === centreId)
  const choose = useHomeCentre(state => state.choose)
  if (chosen) return <ListRow icon="home" title="首页显示的就是这里" />
  return (
    <ListRow
      id="centre-choose"
      icon="home"
      title="设为常去的中心"
      note="打开小程序先看到它"
      onTap={() => {
        choose(centreId)
        toast('设好了', '首页会先显示这里。')
      }}
    />
  )
}

/** One centre: its state, entrance, facilities and next classes. */
export function CentreDetail({ centre, sessions }: RouteOutput<'centre.get'>) {
  const now = useNow(MINUTE, sessions.flatMap(availabilityChangesAt))
  const state = sayOpen(centre, now)
  return (
    <View>
      <View className={cx(styles.hero)}>
        <Scene name={frontAt(now)} fill className={cx(styles.scene)} />
      </View>
      <View className={cx(styles.title)} {...a11y({ role: 'heading' })}>
        {centre.name}
      </View>
      <View className={cx(styles.line)}>
        <Pill tone={state.open ? 'good' : 'quiet'} dot>
          {state.text}
        </Pill>
        <StarBadge stars={centre.stars} />
        <View className={cx(styles.note)}>{[state.until, sayFar(centre)].filter(Boolean).join(' · ')}</View>
      </View>
      <ListGroup>
        <RouteRow id="centre-way" place={centre} />
        <ListRow icon="door" title="怎么进门" note={centre.wayIn} />
        <ListRow
          id="centre-call"
          icon="phone"
          title={centre.phone}
          note="打电话给中心"
          leads
          onTap={() => callPhone(centre.phone)}
        />
        <ListRow
          id="centre-needs"
          icon="edit"
          title="大家的需求"
          note="这里缺什么，提出来"
          leads
          onTap={() => open('participation/needs', { centreId: centre.id })}
        />
        <ListRow
          id="centre-groups"
          icon="people"
          title="居民小组"
          note="和邻居一起唱歌、读书、陪孩子学习"
          leads
          onTap={() => open('participation/groups', { centreId: centre.id })}
        />
        <HomeChoice centreId={centre.id} />
        <ShareRow id="centre-share" card={centreCard(centre)} />
      </ListGroup>
      <OpeningHoursSection hours={centre.hours} />
      {centre.facilities.length > 0 && (
        <Section title="这里有什么">
          <View className={cx(styles.pills)}>
            {centre.facilities.map(name => (
              <Pill key={name} tone="good">
                {name}
              </Pill>
            ))}
          </View>
        </Section>
      )}
      <Section title="最近的课">
        {sessions.length === 0 ? (
          <View className={cx(styles.note)}>最近没有排课，过几天再来看看。</View>
        ) : (
          <View className={cx(styles.list)}>
            {sessions.map(session => (
              <SessionItem key={session.id} session={session} now={now} hideCentre />
            ))}
          </View>
        )}
      </Section>
    </View>
  )
}
