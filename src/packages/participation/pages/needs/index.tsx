import '../../messages'
import { MINUTE } from '@domain/time'
import { View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/cloud/client'
import { messageOf } from '@/cloud/messages'
import { usePages } from '@/cloud/use-pages'
import { ListEnd } from '@/features/lists/list-end'
import { useHomeCentre } from '@/features/settings/use-home-centre'
import { useNow } from '@/features/time/use-now'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { NeedList } from '../../parts/need-list'
import styles from '../../parts/points.module.scss'
import { PutSheet } from '../../parts/put-sheet'

/** The needs of a centre, and those that the household has put. */
function NeedsPage() {
  const { centreId: asked } = useRouter().params
  const chosen = useHomeCentre(state => state.centreId)
  const now = useNow(MINUTE)
  const [own, setOwn] = useState(false)
  const [putting, setPutting] = useState(false)
  const [centre, setCentre] = useState<{ id: string; name: string } | null>(null)
  const centreId = asked ?? chosen ?? undefined
  const pages = usePages(`${own} ${centreId}`, async after => {
    const more = after ? { after } : {}
    if (own) return call('need.mine', more)
    const answer = await call('need.list', { ...(centreId ? { centreId } : {}), ...more })
    setCentre(answer.centre)
    return answer
  })
  useDidShow(() => pages.items && pages.reload())
  const { items, error } = pages
  return (
    <Screen
      id="needs"
      title="需求"
      footer={
        centre && (
          <Button id="needs-put" icon="plus" onTap={() => setPutting(true)}>
            提一条需求
          </Button>
        )
      }
    >
      <View className={cx(styles.page)}>
        <View className={cx(styles.wrap)}>
          <Chip id="needs-all" on={!own} onTap={() => setOwn(false)}>
            大家提的
          </Chip>
          <Chip id="needs-own" on={own} onTap={() => setOwn(true)}>
            我家提的
          </Chip>
        </View>
        {!own && centre && (
          <View className={cx(styles.note)}>{centre.name} · 15 个工作日内答复，没答复就自动往上转</View>
        )}
        {!own && centre && (
          <ListGroup>
            <ListRow
              id="needs-topics"
              icon="people"
              title="议题"
              note="大家的需求汇在一起，商量、表决"
              leads
              onTap={() => open('participation/topics', { centreId: centre.id })}
            />
            <ListRow
              id="needs-contest"
              icon="badge"
              title="党群服务好项目"
              note="一年评一次，看走到哪一步、评出了谁"
              leads
              onTap={() => open('participation/contest', {})}
            />
          </ListGroup>
        )}
        {items?.length === 0 && (
          <EmptyState
            id="needs-empty"
            scene="lantern"
            title={own ? '您家还没有提过' : '这里还没有人提'}
            note="身边缺什么、哪里不方便，一句话写下来就行。"
          />
        )}
        {items && items.length > 0 && <NeedList needs={items} now={now} />}
        <ListEnd id="needs-more" pages={pages} problem={error && messageOf(error)} item={84} />
        {putting && centre && (
          <PutSheet
            centre={centre}
            onClose={() => setPutting(false)}
            onDone={need => {
              setPutting(false)
              open('participation/need', { id: need.id })
            }}
          />
        )}
      </View>
    </Screen>
  )
}

export default page(NeedsPage)
