import type { PublishedBallot } from '@domain/ballot/published'
import { type BallotCheck, verifyBallot } from '@domain/ballot/verify'
import { sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { rememberedSeal } from '@/features/ballot/remembered'
import { copyText } from '@/platform/phone'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Section } from '@/ui/section'
import { toast } from '@/ui/toast'
import { Order } from './order'
import styles from './proof.module.scss'

interface ProofViewProps {
  ballot: PublishedBallot
  /** The caller's own ticket, to be found in the list. */
  own: string | null
  now: number
}

const CHECKS: Record<BallotCheck, string> = {
  seed: '种子和事先公布的指纹对得上',
  tickets: '名单里没有重复的签',
  order: '顺序和重新算的一样',
  winners: '中签的和重新算的一样',
}

/** The public record of a ballot, and the phone's own check of it. */
export function ProofView({ ballot, own, now }: ProofViewProps) {
  const { drawn, seedHash, drawDueAt, waiting, cancelled } = ballot
  const copy = async () => {
    const done = await copyText(JSON.stringify(ballot, null, 2))
    toast(done ? '名单已复制' : '没有复制成', done ? '可以发给别人，或在电脑上验算。' : '请再试一次。')
  }
  return (
    <View>
      <View className={cx(styles.title)}>{ballot.title}</View>
      <View className={cx(styles.note)}>
        {drawn
          ? `${sayMoment(drawn.at, now)} 抽签：${drawn.tickets.length} 家，${drawn.places} 个名额，${drawn.winners.length} 家中签`
          : cancelled
            ? '这节课取消了，没有抽签。'
            : `${sayMoment(drawDueAt, now)} 截止登记并抽签，现在有 ${waiting} 家登记。`}
      </View>
      {drawn && <Checks ballot={ballot} />}
      {drawn && <Order drawn={drawn} own={own} />}
      <Section title="指纹和种子" quiet>
        <View className={cx(styles.card)}>
          <View className={cx(styles.label)}>指纹（登记时就公布）</View>
          <View id="proof-hash" className={cx(styles.code)}>
            {seedHash ?? '马上公布'}
          </View>
          <View className={cx(styles.label)}>种子（抽签后公布）</View>
          <View id="proof-seed" className={cx(styles.code)}>
            {drawn?.seed ?? '抽签后公布，现在谁也看不到'}
          </View>
        </View>
      </Section>
      <Section title="为什么公平" quiet>
        <View className={cx(styles.steps)}>
          <View>1. 开始登记前，系统随机做一个种子并封存，只公布它的指纹（SHA-256）。换了种子，指纹就对不上。</View>
          <View>2. 到时间，名单定住，不再进出。每个签用种子算一个数（HMAC-SHA-256），按数从小到大排。</View>
          <View>3. 从前往后给名额：一家人够坐就都中，不够就看下一家。没中的按这个顺序候补。</View>
          <View>4. 种子、名单、顺序全部公开，没有姓名。谁都可以复制名单，用开源代码里的 verify-ballot 重算一遍。</View>
        </View>
      </Section>
      {drawn && (
        <View className={cx(styles.copy)}>
          <Button id="proof-copy" look="soft" onTap={() => void copy()}>
            复制名单去验算
          </Button>
        </View>
      )}
    </View>
  )
}

/** The draw, computed again on this phone. */
function Checks({ ballot }: { ballot: PublishedBallot }) {
  const checks = verifyBallot(ballot)
  if (!checks) return null
  const seen = rememberedSeal(ballot.sessionId)
  const rows = (Object.keys(CHECKS) as BallotCheck[]).map(name => ({ id: name, text: CHECKS[name], ok: checks[name] }))
  if (seen) rows.push({ id: 'seed', text: '指纹和您登记时手机记下的一样', ok: seen === ballot.seedHash })
  return (
    <Section title="这台手机刚刚验算过" quiet>
      <ListGroup>
        {rows.map(({ text, ok }) => (
          <ListRow
            key={text}
            icon={ok ? 'check' : 'info'}
            title={text}
            end={<Pill tone={ok ? 'good' : 'none'}>{ok ? '对' : '不对'}</Pill>}
          />
        ))}
      </ListGroup>
    </Section>
  )
}
