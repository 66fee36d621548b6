import '../../messages'
import type { RelationsView, RelationView } from '@domain/contracts/relations'
import { NICKNAME_LENGTH } from '@domain/people/members'
import { isolated } from '@domain/text'
import { sayMoment } from '@domain/time'
import { digitsIn } from '@domain/typed'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Loaded } from '@/features/requests/loaded'
import { open } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { ConfirmSheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { CodeCard } from '../../parts/code-card'
import styles from '../../parts/page.module.scss'
import { CODE_LENGTH, CodeField } from '../../parts/relation-code'

/** Who orders meals for whom: a code on one phone, entered on the other. */
function RelationsPage() {
  const request = useRequest('meal.relations', {}, { refreshOnShow: true })
  const ending = useAction('meal.unrelate')
  const [leaving, setLeaving] = useState<RelationView | null>(null)
  useErrorToast(ending.error)
  const end = async () => {
    if (!leaving) return
    const answer = await ending.run({ relationId: leaving.id })
    setLeaving(null)
    if (!answer) return
    request.setData(answer)
    toast('解除了', '订好的餐还在。')
  }
  return (
    <Screen id="relations" title="帮家人订餐">
      <Loaded request={request} skeleton={[90, 160, 160]}>
        {view => (
          <View className={cx(styles.page)}>
            <Elders view={view} onChange={request.setData} onEnd={setLeaving} />
            <Helpers view={view} onChange={request.setData} onEnd={setLeaving} />
            {leaving && (
              <ConfirmSheet
                title={`和${isolated(leaving.name)}解除？`}
                text="以后不能再帮着订，也看不到订的餐。已经订好的餐还在。"
                confirm={{ id: 'unrelate-yes', label: '解除' }}
                keep="先留着"
                busy={ending.busy}
                onConfirm={() => void end()}
                onClose={() => setLeaving(null)}
              />
            )}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

interface SideProps {
  view: RelationsView
  onChange: (view: RelationsView) => void
  onEnd: (relation: RelationView) => void
}

/** For whom the person orders, and entering a code. */
function Elders({ view, onChange, onEnd }: SideProps) {
  const [code, setCode] = useState('')
  const [name, setName] = useState(view.name)
  const { busy, error, run } = useAction('meal.relate')
  const problem = error && messageOf(error)
  const ready = digitsIn(code).length === CODE_LENGTH && name.trim() !== ''
  const add = async () => {
    const answer = await run({ code, name: name.trim() })
    if (!answer) return
    setCode('')
    onChange(answer)
    toast('加好了', '现在就能帮长辈订。')
  }
  return (
    <Section title="我帮谁订">
      <View className={cx(styles.stack)}>
        <People people={view.elders} icon="person" note="点这里看菜单、订餐" onEnd={onEnd} canOrder />
        <View className={cx(styles.note)}>请长辈打开这一页，把码念给您。</View>
        <CodeField value={code} onChange={setCode} />
        <TextField
          id="relate-name"
          label="长辈看到您叫什么"
          placeholder="比如 女儿小琴"
          maxLength={NICKNAME_LENGTH}
          value={name}
          onChange={setName}
        />
        {problem && <Alert id="relate-problem" {...problem} />}
        <Button id="relate-yes" look="soft" busy={busy} disabled={!ready} onTap={() => void add()}>
          {ready ? '以后我帮长辈订' : '请填码和称呼'}
        </Button>
      </View>
    </Section>
  )
}

/** Who orders for the person, and the code to show. */
function Helpers({ view, onChange, onEnd }: SideProps) {
  const [name, setName] = useState(view.name)
  const { busy, error, run } = useAction('meal.relationCode')
  const problem = error && messageOf(error)
  const { code, now } = view
  const show = async () => {
    const answer = await run({ name: name.trim() })
    if (answer) onChange(answer)
  }
  return (
    <Section title="谁帮我订">
      <View className={cx(styles.stack)}>
        <People people={view.helpers} icon="person" note="能帮您订餐，也看得到您订的餐和送餐地址" onEnd={onEnd} />
        {code ? (
          <CodeCard
            id="relation-code"
            code={code.digits}
            note={`念给家人，${sayMoment(code.until, now)} 前有效。家人输好以后，能帮您订餐，也看得到您订的餐和送餐地址。`}
          />
        ) : (
          <TextField
            id="relation-name"
            label="家人看到您叫什么"
            placeholder="比如 陈奶奶"
            maxLength={NICKNAME_LENGTH}
            value={name}
            onChange={setName}
          />
        )}
        {problem && <Alert id="relation-problem" {...problem} />}
        {!code && (
          <Button id="relation-show" busy={busy} disabled={name.trim() === ''} onTap={() => void show()}>
            {name.trim() === '' ? '请先写怎么称呼您' : '给家人一个码'}
          </Button>
        )}
      </View>
    </Section>
  )
}

interface PeopleProps {
  people: readonly RelationView[]
  icon: 'people' | 'person'
  note: string
  canOrder?: boolean
  onEnd: (relation: RelationView) => void
}

function People({ people, icon, note, canOrder = false, onEnd }: PeopleProps) {
  if (people.length === 0) return null
  return (
    <View className={cx(styles.stack)}>
      <ListGroup>
        {people.map(({ id, name }) => (
          <ListRow
            key={id}
            id={`relation-${id}`}
            icon={icon}
            title={isolated(name)}
            note={note}
            {...(canOrder ? { leads: true, onTap: () => open('canteen/menu', { relation: id }) } : {})}
          />
        ))}
      </ListGroup>
      {people.map(relation => (
        <Button key={relation.id} id={`unrelate-${relation.id}`} look="plain" onTap={() => onEnd(relation)}>
          和{isolated(relation.name)}解除
        </Button>
      ))}
    </View>
  )
}

export default page(RelationsPage)
