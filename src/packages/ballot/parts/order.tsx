import type { PublishedBallot } from '@domain/ballot/published'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Section } from '@/ui/section'
import styles from './proof.module.scss'

/** Rows shown at first. */
const FIRST = 30

/** The tickets in drawn order, with the caller's own one marked. */
export function Order({ drawn, own }: { drawn: NonNullable<PublishedBallot['drawn']>; own: string | null }) {
  const [shown, setShown] = useState(FIRST)
  const winners = new Set(drawn.winners)
  const places = new Map(drawn.tickets.map(ticket => [ticket.id, ticket.places]))
  const mine = own === null ? -1 : drawn.order.indexOf(own)
  const row = (id: string, at: number) => (
    <View key={id} className={cx(styles.row, id === own && styles.own)}>
      <View className={cx(styles.rank)}>{at + 1}</View>
      <View className={cx(styles.what)}>
        <View className={cx(styles.ticket)}>
          {id === own ? '您家的签 ' : ''}
          {id}
        </View>
        <View className={cx(styles.result)}>
          {places.get(id)} 人 · {winners.has(id) ? '抽中' : '候补'}
        </View>
      </View>
    </View>
  )
  return (
    <Section title="抽出的顺序" quiet>
      <View id="proof-order" className={cx(styles.card)}>
        {own !== null && mine >= shown && row(own, mine)}
        {drawn.order.slice(0, shown).map(row)}
        {drawn.order.length === 0 && <View className={cx(styles.note)}>没有人登记，名额直接开放预约。</View>}
      </View>
      {drawn.order.length > shown && (
        <Button id="proof-more" look="plain" onTap={() => setShown(was => was + 200)}>
          看更多
        </Button>
      )}
    </Section>
  )
}
