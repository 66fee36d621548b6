import '../../messages'
import type { HonourRow, HonoursEdit } from '@domain/contracts/office-honours'
import { sayHonour } from '@domain/participation/honour-state'
import { isolated } from '@domain/text'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { page } from '@/ui/screen/page'
import { toast } from '@/ui/toast'
import { HonourSheet } from '../../honours/honour-sheet'
import { NominateSheet } from '../../honours/nominate-sheet'
import { honourRowState, sayHonourRow } from '../../honours/words'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { useAccess } from '../../parts/use-access'

/** The honours of a centre, from the nomination on. */
function OfficeHonoursPage() {
  const place = usePlace()
  const { may } = useAccess(place)
  const centreId = place.centreId ?? ''
  const request = useRequest('office.honours', { centreId }, { refreshOnShow: true })
  const [shown, setShown] = useState<HonourRow | 'nominate' | null>(null)
  const close = () => setShown(null)
  const done = (answer: HonoursEdit, words: string, hint: string) => {
    request.setData(answer)
    close()
    toast(words, hint)
  }
  return (
    <Desk id="office-honours" title="荣誉" section="honours" place={place}>
      <Loaded request={request} skeleton={[120, 200]}>
        {({ honours, now }) => (
          <View className={cx(styles.page)}>
            <ListGroup>
              {honours.length === 0 && (
                <ListRow title="还没有推荐" note="居民可以推荐自己家和邻居家，中心也可以推荐。" />
              )}
              {honours.map(honour => (
                <ListRow
                  key={honour.id}
                  id={`honour-${honour.id}`}
                  title={`${isolated(honour.name)}一家 · ${sayHonour(honour.kind)}`}
                  note={sayHonourRow(honour, now)}
                  end={<Pill tone={honourRowState(honour.state).tone}>{honourRowState(honour.state).label}</Pill>}
                  leads
                  onTap={() => setShown(honour)}
                />
              ))}
            </ListGroup>
            {may('office.nominateHonour') && (
              <Button id="new-nomination" look="soft" icon="plus" onTap={() => setShown('nominate')}>
                推荐一家
              </Button>
            )}
            <View className={cx(styles.note)}>
              评议小组评过、公示 5
              个工作日没有意见，才算得了；每半年复查一次。评的人就是红色积分的评议小组，和这家人有关的系统自动不让他评。
            </View>
            {shown === 'nominate' && (
              <NominateSheet
                centreId={centreId}
                onClose={close}
                onDone={answer => done(answer, '推荐好了', '等这家人答应，再交给评议小组。')}
              />
            )}
            {shown !== null && shown !== 'nominate' && (
              <HonourSheet
                centreId={centreId}
                honour={shown}
                now={now}
                mayRecheck={may('office.recheckHonour')}
                onClose={close}
                onDone={answer => done(answer, '交给评议小组了', '评完以前，荣誉照旧。')}
              />
            )}
          </View>
        )}
      </Loaded>
    </Desk>
  )
}

export default page(OfficeHonoursPage)
