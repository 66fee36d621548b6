import '../../messages'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { DigitsForm } from '../../parts/digits-form'
import styles from '../../parts/points.module.scss'
import { sayDone } from '../../parts/words'

/** Confirms what another household has done. */
function WitnessPage() {
  const [code, setCode] = useState<string | null>(null)
  const [isDone, setDone] = useState(false)
  return (
    <Screen id="witness" title="给邻居确认">
      {isDone ? (
        <EmptyState
          id="witness-done"
          scene="welcome"
          title="确认好了，谢谢您"
          note="公示 5 个工作日，没有意见，积分就给他家。"
        />
      ) : (
        <View className={cx(styles.page)}>
          {code === null && (
            <View className={cx(styles.note)}>
              您看到邻居把事做了，就请他打开「红色积分」里的这一条，把上面的 8 位数字念给您。
            </View>
          )}
          <DigitsForm id="witness" label="邻居手机上的数字" onCode={setCode} />
          {code !== null && <Witnessed key={code} code={code} onDone={() => setDone(true)} />}
        </View>
      )}
    </Screen>
  )
}

function Witnessed({ code, onDone }: { code: string; onDone: () => void }) {
  const request = useRequest('points.witness', { code })
  const { busy, error, run } = useAction('points.confirm')
  const problem = error && messageOf(error)
  const confirm = async () => {
    if (await run({ code })) onDone()
  }
  return (
    <Loaded request={request} skeleton={[90]} ageless>
      {({ now, name, title, note, mutual, isOwn, ...done }) => (
        <View className={cx(styles.stack)}>
          <ListGroup>
            <ListRow id="witness-what" title={`${name} · ${title}`} note={`${sayDone(done, now)}，${note}`} />
          </ListGroup>
          {problem && <Alert id="witness-problem" {...problem} />}
          {isOwn ? (
            <View className={cx(styles.note)}>这是您自己家的，要请别人来确认。</View>
          ) : (
            <Button id="witness-yes" busy={busy} onTap={() => void confirm()}>
              {mutual ? '他家帮过我家' : '我看到了，是这样'}
            </Button>
          )}
        </View>
      )}
    </Loaded>
  )
}

export default page(WitnessPage)
