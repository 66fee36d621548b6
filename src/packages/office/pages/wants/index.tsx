import '../../messages'
import type { OwnWant, WantsView } from '@domain/contracts/office-wants'
import type { WantSide } from '@domain/participation/match'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { useAccess } from '../../parts/use-access'
import { WantSheet } from '../../wants/want-sheet'
import { sayMatch, sayWant } from '../../wants/words'

/** What a centre needs and what its partners offer, each with what fits it in the city. */
function WantsPage() {
  const place = usePlace()
  const centreId = place.centreId ?? ''
  const access = useAccess(place)
  const request = useRequest('office.wants', { centreId }, { refreshOnShow: true })
  const [shown, setShown] = useState<{ side: WantSide; want: OwnWant | null } | null>(null)
  const close = () => setShown(null)
  const done = (answer: WantsView) => {
    request.setData(answer)
    close()
  }
  // People of a partner say what they offer.
  const sides: readonly WantSide[] = access.may('office.partners') ? ['need', 'offer'] : ['offer']
  return (
    <Desk id="office-wants" title="供需对接" section="wants" place={place}>
      <Loaded request={request} skeleton={[120, 200]}>
        {({ wants }) => (
          <View className={cx(styles.page)}>
            {sides.map(side => (
              <Section key={side} title={side === 'need' ? '中心缺什么' : '合伙人能来办什么'}>
                <View className={cx(styles.stack)}>
                  {wants
                    .filter(want => want.side === side)
                    .map(want => (
                      <Want key={want.id} want={want} onEdit={() => setShown({ side, want })} />
                    ))}
                  <Button id={`new-${side}`} look="soft" icon="plus" onTap={() => setShown({ side, want: null })}>
                    {side === 'need' ? '写一条缺什么' : '写一条能来办什么'}
                  </Button>
                </View>
              </Section>
            ))}
            <View className={cx(styles.note)}>
              同一类、一周里合得上 1 小时以上的，自动排在下面，全市的中心和合伙人都看。留半年，改一次再留半年。
            </View>
            {shown && <WantSheet centreId={centreId} {...shown} onClose={close} onDone={done} />}
          </View>
        )}
      </Loaded>
    </Desk>
  )
}

function Want({ want, onEdit }: { want: OwnWant; onEdit: () => void }) {
  const { id, side, name, isOpen, matches } = want
  return (
    <ListGroup>
      <ListRow
        id={`want-${id}`}
        title={side === 'need' ? sayWant(want) : name}
        note={side === 'need' ? undefined : sayWant(want)}
        end={<Pill tone={isOpen ? (matches.length > 0 ? 'good' : 'few') : 'quiet'}>{sayState(want)}</Pill>}
        leads
        onTap={onEdit}
      />
      {matches.map(match => (
        <ListRow
          key={match.want.id}
          id={`match-${match.want.id}`}
          icon="people"
          title={side === 'need' ? `${match.want.name}（${match.want.centreName}）` : match.want.name}
          note={sayMatch(match)}
        />
      ))}
    </ListGroup>
  )
}

function sayState({ isOpen, matches }: OwnWant): string {
  if (!isOpen) return '停了'
  return matches.length > 0 ? `合得上 ${matches.length} 家` : '还没有合得上的'
}

export default page(WantsPage)
