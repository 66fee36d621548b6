import '../../messages'
import type { CheckInResult } from '@domain/contracts/staff'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { CodeDigits } from '@/features/checkin/code-digits'
import { storedBoards } from '@/features/staff-checkin/kept'
import { useCheckIn } from '@/features/staff-checkin/use-check-in'
import { useSync } from '@/features/staff-checkin/use-sync'
import { open } from '@/platform/navigate'
import { canScan, scanCode } from '@/platform/scan'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Scene } from '@/ui/scene'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { LastIn } from '../../desk/last-in'
import { DoorResult } from '../../parts/door-result'
import { QueueBadge } from '../../parts/queue-badge'
import { QueueResults } from '../../parts/queue-results'
import styles from './scan.module.scss'

function StaffScanPage() {
  const { centreId = '', sessionId, camera } = useRouter().params
  const [digits, setDigits] = useState('')
  const [scanned, setScanned] = useState(false)
  const [last, setLast] = useState<CheckInResult | null>(null)
  const { busy, outcome, check, admit, clear } = useCheckIn(centreId, sessionId)
  const [isAtDoor] = useState(() => storedBoards.at(centreId).read()?.door !== false)
  useSync(isAtDoor ? centreId : null)

  const scan = async () => {
    const code = await scanCode()
    if (!code) return
    setScanned(true)
    await check(code)
  }
  const opened = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    if (opened.current || camera !== '1' || !canScan) return
    opened.current = true
    void scan()
  }, [camera])
  const type = async (code: string) => {
    setScanned(false)
    await check(code)
  }
  const close = (letIn: CheckInResult | null) => {
    setLast(letIn)
    clear()
    setDigits('')
  }
  const goOn = () => {
    close(outcome?.by === 'server' && outcome.result.outcome === 'accepted' ? outcome.result : null)
    // A queue is waiting: after a scan the camera opens again by itself.
    if (scanned) void scan()
  }
  return (
    <Screen id="staff-scan-page" title="签到">
      <View className={cx(styles.view)}>
        <QueueBadge />
        <Scene name="welcome" className={cx(styles.scene)} />
        {canScan && (
          <View className={cx(styles.wide)}>
            <Button id="staff-camera" icon="scan" busy={busy} onTap={() => void scan()}>
              扫对方的签到码
            </Button>
          </View>
        )}
        <CodeDigits
          id="staff"
          where="签到码下面"
          value={digits}
          busy={busy}
          onChange={setDigits}
          onSubmit={code => void type(code)}
        />
        {last && (
          <View className={cx(styles.wide, styles.find)}>
            <LastIn centreId={centreId} result={last} onUndone={() => setLast(null)} />
          </View>
        )}
        <View className={cx(styles.wide, styles.find)}>
          <ListGroup>
            <ListRow
              id="staff-find"
              icon="person"
              title="没带手机？按名字找"
              note="名字里的字，或手机尾号"
              leads
              onTap={() => open('staff/find', { centreId, ...(sessionId ? { sessionId } : {}) })}
            />
          </ListGroup>
        </View>
        <View className={cx(styles.wide)}>
          <QueueResults centreId={centreId} />
        </View>
      </View>
      {outcome && (
        <DoorResult
          centreId={centreId}
          outcome={outcome}
          next={scanned ? '扫下一个' : '下一位'}
          goesOn={scanned}
          onNext={goOn}
          onUndone={() => close(null)}
          onAdmit={admit}
        />
      )}
    </Screen>
  )
}

export default page(StaffScanPage)
