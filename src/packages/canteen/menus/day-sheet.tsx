import { COURSES, type Menu } from '@domain/canteen/menu'
import type { MenuDay } from '@domain/contracts/staff-menus'
import { atLocal, sayDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CloudError } from '@/cloud/errors'
import { messageOf } from '@/cloud/messages'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field } from '@/ui/field'
import { joinWithDots } from '@/ui/join-with-dots'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Sheet } from '@/ui/sheet'
import styles from '../parts/page.module.scss'
import { DishForm } from './dish-form'
import type { DishDraft } from './use-menus'
import { sayAllergens } from './words'

interface DaySheetProps {
  day: MenuDay
  /** The menu that somebody else has saved since; null: nobody has. */
  newer: MenuDay | null
  known: readonly DishDraft[]
  picks: Menu['picks']
  now: number
  busy: boolean
  error: CloudError | null
  /** `over`: the version that the dishes replace. */
  onSave: (dishes: DishDraft[], over: MenuDay) => void
  /** Goes on with the newer menu instead. */
  onDrop: (newer: MenuDay) => void
  onClose: () => void
}

/** More dishes than anybody looks through. */
const MAX_KNOWN = 24

/** The menu of a day: its dishes, new ones, and those of earlier menus with one tap. */
export function DaySheet({ day, newer, known, picks, now, busy, error, onSave, onDrop, onClose }: DaySheetProps) {
  const [dishes, setDishes] = useState<DishDraft[]>(() => day.dishes.map(({ id: _id, ...dish }) => dish))
  /** Position of the dish that is edited; -1: a new one. */
  const [editing, setEditing] = useState<number | null>(null)
  const problem = error && messageOf(error)
  const current = editing === null ? null : (dishes[editing] ?? null)
  const others = known.filter(({ name }) => !dishes.some(dish => dish.name === name)).slice(0, MAX_KNOWN)
  if (editing !== null)
    return (
      <Sheet id="dish-sheet" title={current ? '改这道菜' : '加一道菜'} onClose={() => setEditing(null)}>
        <DishForm
          dish={current}
          picks={picks}
          onDone={dish => {
            setDishes(was => (current ? was.map((one, n) => (n === editing ? dish : one)) : [...was, dish]))
            setEditing(null)
          }}
          onRemove={
            current
              ? () => {
                  setDishes(was => was.filter((_, n) => n !== editing))
                  setEditing(null)
                }
              : null
          }
        />
      </Sheet>
    )
  return (
    <Sheet id="day-sheet" title={`${sayDay(atLocal(day.date), now)}吃什么`} onClose={onClose}>
      <View className={cx(styles.stack)}>
        {COURSES.map(({ id, label }) => {
          const own = dishes.flatMap((dish, n) => (dish.course === id ? [{ dish, n }] : []))
          if (own.length === 0) return null
          return (
            <Field key={id} label={picks[id] ? `${label}，订的人选 ${picks[id]} 个` : `${label}，每份都配`}>
              <ListGroup>
                {own.map(({ dish, n }) => (
                  <ListRow
                    key={dish.name}
                    id={`dish-${n}`}
                    title={dish.name}
                    note={joinWithDots([
                      sayAllergens(dish),
                      dish.cap !== null && `最多 ${dish.cap} 份`,
                      dish.surcharge > 0 && `加 ${dish.surcharge / 100} 元`,
                    ])}
                    leads
                    onTap={() => setEditing(n)}
                  />
                ))}
              </ListGroup>
            </Field>
          )
        })}
        <Button id="dish-new" look="soft" icon="plus" onTap={() => setEditing(-1)}>
          加一道菜
        </Button>
        {others.length > 0 && (
          <Field label="以前做过的，点一下就加上">
            <View className={cx(styles.wrap)}>
              {others.map(dish => (
                <Chip key={dish.name} role="button" onTap={() => setDishes(was => [...was, dish])}>
                  {dish.name}
                </Chip>
              ))}
            </View>
          </Field>
        )}
        {newer ? (
          <>
            <Alert
              id="menu-newer"
              tone="caution"
              text="同事刚存过这天的菜单"
              hint={`现在是：${newer.dishes.map(({ name }) => name).join('、') || '没有菜'}`}
            />
            <Button id="menu-take" busy={busy} onTap={() => onDrop(newer)}>
              用同事存的
            </Button>
            <Button id="menu-replace" look="soft" busy={busy} onTap={() => onSave(dishes, newer)}>
              换成我这份
            </Button>
          </>
        ) : (
          <>
            {problem && <Alert id="menu-problem" {...problem} />}
            <Button id="menu-save" busy={busy} onTap={() => onSave(dishes, day)}>
              存好
            </Button>
          </>
        )}
      </View>
    </Sheet>
  )
}
