import '../../messages'
import type { HonourView, ListedHonour } from '@domain/contracts/honours'
import { sayHonour } from '@domain/participation/honour-state'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/cloud/client'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { usePages } from '@/cloud/use-pages'
import { useRequest } from '@/cloud/use-request'
import { ListEnd } from '@/features/lists/list-end'
import { Loaded } from '@/features/requests/loaded'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { EmptyState } from '@/ui/states'
import { HonourCases } from '../../parts/honour-cases'
import { HonourSheet } from '../../parts/honour-sheet'
import { honourState, sayHonourNext, sayListedHonour } from '../../parts/honour-words'
import { NominateSheet } from '../../parts/nominate-sheet'
import { ObjectSheet } from '../../parts/object-sheet'
import styles from '../../parts/points.module.scss'

/** Honours: those of the household, what the person decides, and who is honoured at a centre. */
function HonoursPage() {
  const { centreId = '' } = useRouter().params
  const request = useRequest('honours.home', centreId ? { centreId } : {}, { refreshOnShow: true })
  const [shown, setShown] = useState<HonourView | 'nominate' | null>(null)
  const close = () => setShown(null)
  const done = () => {
    close()
    request.reload()
  }
  return (
    <Screen id="honours" title="荣誉">
      <Loaded request={request} skeleton={[100, 160]}>
        {home => (
          <View className={cx(styles.page)}>
            <HonourCases cases={home.cases} now={home.now} onVote={request.reload} />
            <Section title="我家的">
              <View className={cx(styles.stack)}>
                {home.own.length > 0 && (
                  <ListGroup>
                    {home.own.map(honour => (
                      <ListRow
                        key={honour.id}
                        id={`honour-${honour.id}`}
                        icon="badge"
                        title={sayHonour(honour.kind)}
                        note={sayHonourNext(honour, home.now)}
                        end={<Pill tone={honourState(honour.state).tone}>{honourState(honour.state).label}</Pill>}
                        leads
                        onTap={() => setShown(honour)}
                      />
                    ))}
                  </ListGroup>
                )}
                <View className={cx(styles.note)}>
                  有荣誉的家庭，换的东西给留 {home.holdDays} 天。荣誉每半年复查一次。
                </View>
                <Button id="nominate" look="soft" icon="plus" onTap={() => setShown('nominate')}>
                  推荐一家
                </Button>
              </View>
            </Section>
            <Honoured key={home.centre.id} centreId={home.centre.id} name={home.centre.name} now={home.now} />
            {shown === 'nominate' && <NominateSheet centreId={home.centre.id} onClose={close} onDone={done} />}
            {shown !== null && shown !== 'nominate' && (
              <HonourSheet honour={shown} now={home.now} onClose={close} onDone={done} />
            )}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

/** Who is honoured at a centre, or in the listing, where anybody can object. */
function Honoured({ centreId, name, now }: { centreId: string; name: string; now: number }) {
  const pages = usePages(centreId, after => call('honours.list', { centreId, ...(after ? { after } : {}) }))
  const [objecting, setObjecting] = useState<ListedHonour | null>(null)
  const { items, error } = pages
  return (
    <Section title="光荣榜" end={<View className={cx(styles.note)}>{name}</View>}>
      {items?.length === 0 && (
        <EmptyState
          id="honoured-empty"
          scene="lantern"
          title="这里还没有荣誉家庭"
          note="推荐一家，评议小组通过、公示以后就在这里。"
        />
      )}
      {items && items.length > 0 && (
        <ListGroup>
          {items.map(honour => (
            <ListRow
              key={honour.id}
              id={`honoured-${honour.id}`}
              title={`${honour.name}一家 · ${sayHonour(honour.kind)}`}
              note={`${honour.words} · ${sayListedHonour(honour, now)}`}
              end={
                honour.state === 'awarded' || honour.isOwn ? undefined : (
                  <Button id={`object-${honour.id}`} look="plain" size="small" onTap={() => setObjecting(honour)}>
                    有意见
                  </Button>
                )
              }
            />
          ))}
        </ListGroup>
      )}
      <ListEnd id="honoured-more" pages={pages} problem={error && messageOf(error)} item={84} />
      {objecting && <ObjectHonour honour={objecting} onClose={() => setObjecting(null)} />}
    </Section>
  )
}

function ObjectHonour({ honour, onClose }: { honour: ListedHonour; onClose: () => void }) {
  const { busy, error, run } = useAction('honours.object')
  const object = async (reason: string) => (await run({ honourId: honour.id, reason })) !== null
  const title = `${honour.name}一家 · ${sayHonour(honour.kind)}`
  return <ObjectSheet title={title} busy={busy} error={error} onObject={object} onClose={onClose} />
}

export default page(HonoursPage)
