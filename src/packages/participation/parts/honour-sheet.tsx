import type { HonourView } from '@domain/contracts/honours'
import { isHeld, isOpen, sayHonour } from '@domain/participation/honour-state'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { sayHonourNext } from './honour-words'
import styles from './points.module.scss'

const WAYS = { own: '自家推荐的', neighbour: '邻居推荐的', staff: '中心推荐的' }

interface HonourSheetProps {
  honour: HonourView
  now: number
  onClose: () => void
  onDone: () => void
}

/** An honour of the household: what was said, what comes next, and the answer to a nomination. */
export function HonourSheet({ honour, now, onClose, onDone }: HonourSheetProps) {
  const { id, kind, state, way, words, reason, objections } = honour
  const [isEnding, setEnding] = useState(false)
  const { busy, error, run } = useAction('honours.answer')
  const problem = error && messageOf(error)
  const answer = async (accept: boolean) => {
    if (!(await run({ honourId: id, accept }))) return
    toast(accept ? '好，交给评议小组了' : '好，办好了', accept ? '通过了会公示 5 个工作日。' : undefined)
    onDone()
  }
  const next = sayHonourNext(honour, now)
  const asks = state === 'nominated'
  const end = isHeld(state) ? '退回荣誉' : '不要了'
  return (
    <Sheet id="honour-sheet" title={sayHonour(kind)} onClose={onClose}>
      <View className={cx(styles.stack)}>
        <View>
          {WAYS[way]}：{words}
        </View>
        {next !== '' && <View className={cx(styles.note)}>{next}</View>}
        {reason !== '' && <View className={cx(styles.note)}>提前复查的原因：{reason}</View>}
        {objections.map(said => (
          <View key={said} className={cx(styles.note)}>
            有人说：{said}
          </View>
        ))}
        {asks && (
          <View>
            答应了，就交给评议小组；通过了，您家的姓（名字遮住）和上面的话会公示。不答应，谁也看不到，也没有别的影响。
          </View>
        )}
        {problem && <Alert id="honour-problem" {...problem} />}
        {asks && (
          <Button id="honour-accept" busy={busy} onTap={() => void answer(true)}>
            答应
          </Button>
        )}
        {isOpen(state) && !isEnding && (
          <Button id="honour-end" look="plain" disabled={busy} onTap={() => setEnding(true)}>
            {end}
          </Button>
        )}
        {isEnding && (
          <>
            <View>
              {isHeld(state)
                ? '从今天起不再有这个荣誉，也不再公开；以前得过的、换过的都算数。'
                : '推荐就到这里，不再评，也不公示。'}
            </View>
            <Button id="honour-end-yes" look="danger" busy={busy} onTap={() => void answer(false)}>
              {end}
            </Button>
          </>
        )}
      </View>
    </Sheet>
  )
}
