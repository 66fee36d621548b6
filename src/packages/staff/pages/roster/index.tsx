import '../../messages'
import type { CheckInResult, RosterRow } from '@domain/contracts/staff'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { outcomeUnknown } from '@/cloud/errors'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { useOutcome } from '@/features/staff-checkin/use-outcome'
import { useNow } from '@/features/time/use-now'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Skeleton } from '@/ui/skeleton'
import { DeskActions } from '../../desk/desk-actions'
import { Problem } from '../../desk/problem'
import { RowSheet } from '../../desk/row-sheet'
import { sayProblem } from '../../desk/say-problem'
import { SearchField } from '../../desk/search-field'
import { useSearch } from '../../desk/use-search'
import { DoorResult } from '../../parts/door-result'
import styles from '../../parts/roster.module.scss'
import { RosterHead } from '../../parts/roster-head'
import { RosterList } from '../../parts/roster-list'
import { SessionActions } from '../../parts/session-actions'

/** How often the roster is renewed while it is in front, ms. */
const REFRESH_MS = 20_000

/** A roster of more people has a search field. */
const LONG = 8

function StaffRosterPage() {
  const { centreId = '', sessionId = '' } = useRouter().params
  const search = useSearch()
  const now = useNow(REFRESH_MS)
  const { query } = search
  const request = useRequest(
    'staff.roster',
    { centreId, sessionId, ...(query === null ? {} : { query }) },
    { refreshOnShow: true, refreshEvery: REFRESH_MS },
  )
  const { data, error, reload } = request
  const [chosen, setChosen] = useState<RosterRow | null>(null)
  const { outcome, tell, clear } = useOutcome()
  const letIn = (result: CheckInResult) => {
    setChosen(null)
    tell({ by: 'server', result })
  }
  const changed = () => {
    setChosen(null)
    reload()
  }
  const problem = error && sayProblem('refresh', error)
  const footer = (data || (error && outcomeUnknown(error))) && (
    <Button id="staff-scan" icon="scan" onTap={() => open('staff/scan', { centreId, sessionId })}>
      扫码签到
    </Button>
  )
  return (
    <Screen id="staff-roster" title="名单" footer={footer}>
      <Loaded request={request} skeleton={[60, 240]} ageless sayError={failure => sayProblem('roster', failure)}>
        {data => (
          <View className={cx(styles.view)}>
            <RosterHead session={data.session} excused={data.excused} />
            {problem && <Problem id="roster-problem" message={problem} />}
            <DeskActions centreId={centreId} session={data.session} onLetIn={letIn} onDone={reload} />
            {(data.session.booked > LONG || search.typed !== '') && <SearchField search={search} />}
            {request.current ? (
              <RosterList rows={data.rows} query={query} onTap={setChosen} />
            ) : (
              <Skeleton blocks={[60, 60, 60]} />
            )}
            {data.manages && (
              <SessionActions
                centreId={centreId}
                session={data.session}
                excused={data.excused !== null}
                now={now}
                onDone={reload}
              />
            )}
          </View>
        )}
      </Loaded>
      {chosen && data && (
        <RowSheet
          centreId={centreId}
          session={data.session}
          row={chosen}
          onClose={() => setChosen(null)}
          onLetIn={letIn}
          onDone={changed}
        />
      )}
      {outcome && (
        <DoorResult
          centreId={centreId}
          outcome={outcome}
          next="回到名单"
          onNext={() => {
            clear()
            search.clear()
            reload()
          }}
        />
      )}
    </Screen>
  )
}

export default page(StaffRosterPage)
