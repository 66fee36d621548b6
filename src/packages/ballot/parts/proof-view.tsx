import { lotOf } from '@domain/ballot/draw'
import type { PublishedBallot } from '@domain/ballot/published'
import { type BallotCheck, verifyBallot } from '@domain/ballot/verify'
import { sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { rememberedSeedHash } from '@/features/ballot/seed-hashes'
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
  /** Id of the caller's own ticket. */
  own: string | null
  /** The caller's account, from which the own lot can be computed. */
  accountId: string
  now: number
}

const CHECKS: Record<BallotCheck, string> = {
  seed: '前一半种子和事先公布的指纹对得上',
  tickets: '名单里没有重复的签，您家的没被换过',
  order: '顺序和重新算的一样',
  winners: '抽中的和重新算的一样',
}

/** The public record of a ballot, verified on this phone. */
export function ProofView({ ballot, own, accountId, now }: ProofViewProps) {
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
          ? `${sayMoment(drawn.at, now)} 抽签：${drawn.tickets.length} 家，${drawn.places} 个名额，${drawn.winners.length} 家抽中`
          : cancelled
            ? '这节课取消了，没有抽签。'
            : now < drawDueAt
              ? `${sayMoment(drawDueAt, now)} 截止登记并抽签，现在有 ${waiting} 家登记。`
              : `登记已截止，${waiting} 家在等结果。正在抽签，请过几分钟再来看。`}
      </View>
      {drawn && <Checks ballot={ballot} own={own} accountId={accountId} />}
      {drawn && <Order drawn={drawn} own={own} />}
      <Section title="指纹和种子" quiet>
        <View className={cx(styles.card)}>
          <View className={cx(styles.label)}>指纹（登记时就公布）</View>
          <View id="proof-hash" className={cx(styles.code)}>
            {seedHash ?? '马上公布'}
          </View>
          <View className={cx(styles.label)}>前一半种子（抽签后公布）</View>
          <View id="proof-seed" className={cx(styles.code)}>
            {drawn?.seed ?? '抽签后公布，现在谁也看不到'}
          </View>
          {(drawn === null || drawn.closing !== undefined) && (
            <>
              <View className={cx(styles.label)}>后一半种子（截止登记时才产生）</View>
              <View id="proof-closing" className={cx(styles.code)}>
                {drawn?.closing ?? '还没有产生，谁也猜不到'}
              </View>
            </>
          )}
        </View>
      </Section>
      <Section title="为什么公平" quiet>
        <View className={cx(styles.steps)}>
          <View>
            1. 开始登记前，电脑随机取一个数封起来，这是前一半「种子」；只公布它的「指纹」。种子一换，指纹就对不上。
          </View>
          <View>
            2. 到了公布的时间，名单先关上，再也进不来人；这时才产生后一半种子。所以截止之前，谁也不可能算出结果。
          </View>
          <View>
            3.
            每家的签由账号和这节课算出，自己选不了，换手机、多点几次都一样。签和两半种子合在一起算出一个数，从小到大排。
          </View>
          <View>4. 从前往后给名额：名额够一家人，就全家都抽中；不够，就看下一家。没抽中的，按这个顺序候补。</View>
          <View>
            5. 种子、名单、顺序全部公开，上面没有姓名。您可以复制下来，请懂电脑的人用公开的程序 verify-ballot
            再算一遍（算法是 SHA-256 和 HMAC-SHA-256）。
          </View>
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

/** The result of repeating the draw on this phone. */
function Checks({ ballot, own, accountId }: Pick<ProofViewProps, 'ballot' | 'own' | 'accountId'>) {
  const checks = verifyBallot(ballot)
  if (!checks) return null
  if (own !== null && !isOwnLot(ballot, own, accountId)) checks.tickets = false
  const seen = rememberedSeedHash(ballot.sessionId)
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

/** Whether the own ticket was drawn by what the account and the session give; lists of the first form have no lots. */
function isOwnLot({ sessionId, drawn }: PublishedBallot, own: string, accountId: string): boolean {
  const lot = drawn?.tickets.find(({ id }) => id === own)?.lot
  return !drawn || lot === undefined || lot === lotOf(drawn.seed, sessionId, accountId)
}
