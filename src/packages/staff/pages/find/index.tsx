import '../../messages'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { SlowLine } from '@/features/requests/slow-line'
import { replaceBy } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { ListGroup } from '@/ui/list-row'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState } from '@/ui/states'
import { FoundRow } from '../../desk/found-row'
import { Problem } from '../../desk/problem'
import { sayProblem } from '../../desk/say-problem'
import { SearchField } from '../../desk/search-field'
import { useLetIn } from '../../desk/use-let-in'
import { useSearch } from '../../desk/use-search'
import { DoorResult } from '../../parts/door-result'
import styles from './find.module.scss'

/** Checks in somebody without a code: search by name, then one tap. */
function StaffFindPage() {
  const { centreId = '', sessionId } = useRouter().params
  const [narrow, setNarrow] = useState(sessionId !== undefined)
  const search = useSearch()
  const { query } = search
  const { data, error, loading, slow, current, reload } = useRequest(
    'staff.find',
    query === null ? null : { centreId, query, ...(narrow && sessionId ? { sessionId } : {}) },
  )
  const { busy, outcome, problem, letIn, clear } = useLetIn(centreId)
  const walkIn = () =>
    sessionId ? replaceBy('staff/roster', { centreId, sessionId }) : replaceBy('staff/today', { centreId })
  const next = () => {
    clear()
    search.clear()
  }
  const found = query !== null && current && !error ? data : null
  return (
    <Screen id="staff-find-page" title="找人签到">
      <View className={cx(styles.view)}>
        <SearchField search={search} focus={outcome === null} />
        {sessionId && (
          <View className={cx(styles.chips)}>
            <Chip id="find-session" on={narrow} onTap={() => setNarrow(true)}>
              只找这一场
            </Chip>
            <Chip id="find-today" on={!narrow} onTap={() => setNarrow(false)}>
              今天全部
            </Chip>
          </View>
        )}
        {query === null && !search.tooShort && (
          <View className={cx(styles.note)}>找的是今天的预约。找到了，点「请进」就签到。</View>
        )}
        {problem && <Problem message={problem} />}
        {query !== null && loading && !found && <Skeleton blocks={[76, 76]} />}
        {query !== null && slow && !found && <SlowLine />}
        {query !== null && error && (
          <>
            <Problem message={sayProblem('find', error)} />
            <Button id="find-retry" onTap={reload}>
              再试一次
            </Button>
            <Button
              id="find-scan"
              look="soft"
              icon="scan"
              onTap={() => replaceBy('staff/scan', { centreId, ...(sessionId ? { sessionId } : {}) })}
            >
              去扫码
            </Button>
          </>
        )}
        {found && found.found.length > 0 && (
          <ListGroup>
            {found.found.map(booking => (
              <FoundRow
                key={booking.bookingId}
                booking={booking}
                busy={busy}
                onLetIn={() => void letIn(booking.bookingId)}
              />
            ))}
          </ListGroup>
        )}
        {found?.more && <View className={cx(styles.note)}>叫这个的还有很多，请再多写一个字。</View>}
        {found?.found.length === 0 && (
          <EmptyState
            id="find-none"
            scene="lantern"
            title={`${narrow ? '这一场' : '今天'}没有找到「${query}」`}
            note="可能约的是别的天，或用的是孩子的名字。没约过的，可以现场登记。"
            action={{ id: 'find-walk-in', label: '去现场登记', onTap: walkIn }}
          />
        )}
      </View>
      {outcome && <DoorResult centreId={centreId} outcome={outcome} next="下一位" onNext={next} />}
    </Screen>
  )
}

export default page(StaffFindPage)
