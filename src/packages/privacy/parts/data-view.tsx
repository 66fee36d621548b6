import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { asCloudError, type CloudError } from '@/cloud/errors'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { reloadQueue } from '@/features/staff-checkin/queue'
import { uploadBeforeErasing } from '@/features/staff-checkin/upload-before-erasing'
import { usePageInFront } from '@/platform/in-front'
import { switchTo } from '@/platform/navigate'
import { copyText } from '@/platform/phone'
import { clearStored } from '@/platform/storage'
import { a11y } from '@/ui/base/a11y'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Section } from '@/ui/section'
import { ConfirmSheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from './data-view.module.scss'
import { exportParts, exportText, type RecordGroup } from './export-text'

function ExportPart() {
  const [parts, setParts] = useState<RecordGroup[] | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CloudError | null>(null)
  useErrorToast(error)
  const fetch = async () => {
    setBusy(true)
    setError(null)
    try {
      setParts(await exportParts())
    } catch (thrown) {
      setError(asCloudError(thrown))
    } finally {
      setBusy(false)
    }
  }
  const copy = async () => {
    const copied = await copyText(exportText(parts ?? [], cloudNow()))
    toast(copied ? '复制好了' : '没能复制', copied ? '可以贴到微信或备忘录里保存。' : '请长按下面的文字来复制。')
  }
  return (
    <Section title="看看都记了什么">
      <View className={cx(styles.note)}>把我们记着的、关于您的全部内容列出来，可以复制带走。</View>
      <View className={cx(styles.action)}>
        {parts === null ? (
          <Button id="data-export" look="soft" busy={busy} onTap={() => void fetch()}>
            列出我的资料
          </Button>
        ) : (
          <Button id="data-copy" look="soft" icon="copy" onTap={() => void copy()}>
            全部复制
          </Button>
        )}
      </View>
      {parts !== null && (
        <View id="data-text">
          {parts.length === 0 && <View className={cx(styles.text)}>还没有记过您的任何资料。</View>}
          {parts.map(({ title, records }) => (
            <View key={title}>
              <View className={cx(styles.kind)} {...a11y({ role: 'heading', level: 3 })}>
                {title}
              </View>
              {records.map(record => (
                // WeChat lets people select what is in a text element that says so.
                <Text key={record} className={cx(styles.text)} selectable userSelect>
                  {record}
                </Text>
              ))}
            </View>
          ))}
        </View>
      )}
    </Section>
  )
}

/** Says before that scans go with the rest, of centres at which the person works no longer. */
function sayLost(scans: number): string {
  return scans === 0 ? '' : `另外，有 ${scans} 次断网时的签到再也传不上去，会一起删掉，请先告诉中心负责人。`
}

function ErasePart() {
  const [checking, setChecking] = useState(false)
  const [asking, setAsking] = useState<{ lost: number } | null>(null)
  const { run, busy, error } = useAction('me.erase')
  const inFront = usePageInFront()
  useErrorToast(error)
  const ask = async () => {
    setChecking(true)
    const { waiting, lost } = await uploadBeforeErasing()
    setChecking(false)
    if (waiting === 0) setAsking({ lost })
    else toast(`还有 ${waiting} 次签到没上传`, '现在删除，来的人就算没来。请连上网，等传完再来删除。')
  }
  const erase = async () => {
    const answer = await run({})
    setAsking(null)
    if (!answer) return
    clearStored()
    reloadQueue()
    toast('已经全部删除', '以后想用，重新开始就行。')
    if (inFront()) switchTo('home')
  }
  return (
    <Section title="全部删除">
      <View className={cx(styles.note)}>
        删掉家人、称呼、监护人同意、您的微信编号和工作人员身份。来过的次数会留在统计里，但看不出是谁。
      </View>
      <View className={cx(styles.action)}>
        <Button id="data-erase" look="danger" busy={checking} onTap={() => void ask()}>
          删除我的全部资料
        </Button>
      </View>
      {asking && (
        <ConfirmSheet
          title="要删除全部资料吗？"
          text={`家人、称呼、预约记录和约了没来的记录都会和您断开，找不回来；正坐着的驿站座位会让出来；有工作人员身份的，也一起取消。还有要去的预约时，请先取消。${sayLost(asking.lost)}`}
          confirm={{ id: 'data-erase-yes', label: '全部删除' }}
          keep="先不删"
          busy={busy}
          onConfirm={() => void erase()}
          onClose={() => setAsking(null)}
        />
      )}
    </Section>
  )
}

/** What a person may do about the data that is kept: have all of it, or have all of it erased. */
export function OwnDataView() {
  return (
    <View>
      <ExportPart />
      <ErasePart />
    </View>
  )
}
