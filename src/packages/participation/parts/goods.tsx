import type { RouteOutput } from '@domain/contracts'
import type { GoodView } from '@domain/contracts/points'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { ConfirmSheet } from '@/ui/sheet'
import { sayKept } from './words'

interface GoodsProps {
  home: RouteOutput<'points.home'>
  onChange: () => void
}

/** What points buy at the centre, and what the household has redeemed. */
export function Goods({ home, onChange }: GoodsProps) {
  const { goods, redemptions, spendable, now, centre } = home
  const [chosen, setChosen] = useState<GoodView | null>(null)
  const { busy, error, run } = useAction('points.redeem')
  useErrorToast(error)
  const redeem = async () => {
    if (!chosen) return
    const answer = await run({ goodId: chosen.id })
    setChosen(null)
    onChange()
    if (answer) open('participation/redemption', { id: answer.redemption.id })
  }
  return (
    <>
      {redemptions.length > 0 && (
        <Section title="换过的">
          <ListGroup>
            {redemptions.map(redemption => (
              <ListRow
                key={redemption.id}
                id={`redemption-${redemption.id}`}
                title={redemption.title}
                note={sayKept(redemption, now)}
                end={redemption.state === 'held' ? '凭码来拿' : undefined}
                leads
                onTap={() => open('participation/redemption', { id: redemption.id })}
              />
            ))}
          </ListGroup>
        </Section>
      )}
      {goods.length > 0 && (
        <Section title="兑换">
          <ListGroup>
            {goods.map(good => (
              <ListRow
                key={good.id}
                id={`good-${good.id}`}
                title={good.title}
                note={`${good.points} 分 · ${good.left > 0 ? `还有 ${good.left} 份` : '换完了'}`}
                end={
                  good.left > 0 && (
                    <Button
                      id={`redeem-${good.id}`}
                      look="soft"
                      size="small"
                      disabled={spendable < good.points}
                      onTap={() => setChosen(good)}
                    >
                      {spendable < good.points ? `还差 ${good.points - spendable} 分` : '换'}
                    </Button>
                  )
                }
              />
            ))}
          </ListGroup>
        </Section>
      )}
      {chosen && (
        <ConfirmSheet
          title={`用 ${chosen.points} 分换${chosen.title}？`}
          text={`给您留 7 天，到${centre.name}凭码来拿。没拿走以前都可以退，积分马上退回来。`}
          confirm={{ id: 'redeem-yes', label: '换' }}
          keep="再想想"
          busy={busy}
          onConfirm={() => void redeem()}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  )
}
