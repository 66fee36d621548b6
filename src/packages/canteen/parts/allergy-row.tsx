import { type Allergies, sayAllergens } from '@domain/canteen/allergies'
import { ALLERGENS, type Allergen } from '@domain/canteen/menu'
import type { RouteOutput } from '@domain/contracts'
import { labelsOf } from '@domain/people/labels'
import { SELF_ID } from '@domain/people/members'
import { toggled } from '@domain/toggled'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Checkbox, Field } from '@/ui/field'
import { joinWithDots } from '@/ui/join-with-dots'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from './page.module.scss'

interface AllergyProps {
  data: RouteOutput<'meal.list'>
  onChange: (allergies: Allergies) => void
}

/** What members of the household are allergic to, and the way to say it. */
export function AllergyRow({ data, onChange }: AllergyProps) {
  const [open, setOpen] = useState(false)
  const labels = labelsOf(data.members)
  const said = data.members.map(({ id }) => {
    const allergens = data.allergies[id]
    return allergens !== undefined && `${labels.get(id)}：${sayAllergens(allergens)}`
  })
  return (
    <>
      <ListGroup>
        <ListRow
          id="canteen-allergies"
          icon="info"
          title="家里谁对什么过敏"
          note={joinWithDots(said) || '说一声，订到有的菜会提醒，厨师会避开'}
          leads
          onTap={() => setOpen(true)}
        />
      </ListGroup>
      {open && <AllergySheet data={data} onChange={onChange} onClose={() => setOpen(false)} />}
    </>
  )
}

function AllergySheet({ data, onChange, onClose }: AllergyProps & { onClose: () => void }) {
  const labels = labelsOf(data.members)
  const [memberId, setMemberId] = useState<string>(SELF_ID)
  const [chosen, setChosen] = useState<Allergen[]>([...(data.allergies[memberId] ?? [])])
  const [agreed, setAgreed] = useState(false)
  const { busy, error, run } = useAction('meal.saveAllergies')
  const problem = error && messageOf(error)
  const ready = chosen.length === 0 || agreed
  const choose = (id: string) => {
    setMemberId(id)
    setChosen([...(data.allergies[id] ?? [])])
    setAgreed(false)
  }
  const save = async () => {
    const answer = await run({ memberId, allergens: chosen, agreed })
    if (!answer) return
    onChange(answer.allergies)
    toast('记好了', chosen.length > 0 ? '已经订好的餐不会变，要换菜请去改订餐。' : '以后不再提醒。')
    onClose()
  }
  return (
    <Sheet id="allergy-sheet" title="家里谁对什么过敏" onClose={onClose}>
      <View className={cx(styles.stack)}>
        {data.members.length > 1 && (
          <Field label="是谁">
            <View className={cx(styles.wrap)}>
              {data.members.map(({ id }) => (
                <Chip key={id} id={`allergic-${id}`} on={id === memberId} onTap={() => choose(id)}>
                  {labels.get(id)}
                </Chip>
              ))}
            </View>
          </Field>
        )}
        <Field label="对什么过敏">
          <View className={cx(styles.wrap)}>
            {ALLERGENS.map(({ id, label }) => (
              <Chip
                key={id}
                id={`allergen-${id}`}
                role="checkbox"
                on={chosen.includes(id)}
                onTap={() => setChosen(toggled(chosen, id))}
              >
                {label}
              </Chip>
            ))}
          </View>
        </Field>
        {chosen.length > 0 && (
          <Checkbox id="allergy-agree" checked={agreed} onChange={setAgreed}>
            我同意保存这条健康信息。备餐的厨师、帮这位家人订餐的人看得到；清空就删掉，全部删除时也一起删。
          </Checkbox>
        )}
        {problem && <Alert id="allergy-problem" {...problem} />}
        <Button id="allergy-save" busy={busy} disabled={!ready} onTap={() => void save()}>
          {ready ? '记下来' : '请先勾选同意'}
        </Button>
      </View>
    </Sheet>
  )
}
