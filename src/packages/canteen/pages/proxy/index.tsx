import '../../messages'
import type { Collector } from '@domain/contracts/meals'
import { NICKNAME_LENGTH } from '@domain/people/members'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { copyText } from '@/platform/phone'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { toast } from '@/ui/toast'
import { CodeCard } from '../../parts/code-card'
import styles from '../../parts/page.module.scss'

/** Lets somebody else collect an order: their name, and a code that they say at the counter. */
function ProxyPage() {
  const { bookingId = '' } = useRouter().params
  const request = useRequest('order.collector', { bookingId })
  const action = useAction('order.nameCollector')
  const [name, setName] = useState('')
  const problem = action.error && messageOf(action.error)
  const give = async () => {
    const answer = await action.run({ bookingId, name: name.trim() })
    if (answer) request.setData(answer)
  }
  const collector = request.data?.collector ?? null
  const copy = async ({ name: who, code }: Collector) => {
    if (await copyText(`${who}，请帮我到食堂取餐，代取码 ${code}`)) toast('抄好了', '发给他就行。')
  }
  return (
    <Screen
      id="proxy"
      title="让家人代取"
      footer={
        collector ? (
          <Button id="proxy-copy" icon="copy" onTap={() => void copy(collector)}>
            抄下来发给他
          </Button>
        ) : (
          <Button id="proxy-yes" busy={action.busy} disabled={name.trim() === ''} onTap={() => void give()}>
            {name.trim() === '' ? '请先写谁来取' : '给他一个代取码'}
          </Button>
        )
      }
    >
      <Loaded request={request} skeleton={[160]}>
        {() => (
          <View className={cx(styles.page)}>
            {collector ? (
              <CodeCard
                id="proxy-code"
                code={collector.code}
                title={`${collector.name} 的代取码`}
                note="取餐时把这串数字告诉工作人员，只用来取这一单。"
              />
            ) : (
              <TextField
                id="proxy-name"
                label="谁来取"
                placeholder="比如 王女士"
                maxLength={NICKNAME_LENGTH}
                value={name}
                onChange={setName}
              />
            )}
            {problem && <Alert id="proxy-problem" {...problem} />}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

export default page(ProxyPage)
