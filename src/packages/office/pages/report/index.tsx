import type { ContestKind } from '@domain/contest/rules'
import '../../messages'
import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { usePlace, useYear } from '../../parts/place'
import { contestReport } from '../../reports/contest'
import { ReportSheet } from '../../reports/report-sheet'
import { boardReport, centreReport } from '../../reports/stars'

/** What a report shows, on A4 and as a spreadsheet: the star rating of a place, or a contest. */
function ReportPage() {
  const { kind = '' } = useRouter().params
  const place = usePlace()
  return (
    <Screen id="office-report" title="报表" spread>
      {kind === 'contest' || kind === 'talent' ? (
        <ContestReport kind={kind === 'talent' ? 'talent' : 'project'} />
      ) : place.centreId ? (
        <CentreReport centreId={place.centreId} />
      ) : (
        <BoardReport county={place.county} />
      )}
    </Screen>
  )
}

const SKELETON = [60, 400]

function ContestReport({ kind }: { kind: ContestKind }) {
  const request = useRequest('office.contest', { ...usePlace(), ...useYear(), kind })
  return (
    <Loaded request={request} skeleton={SKELETON} ageless>
      {data => <ReportSheet report={contestReport(data)} />}
    </Loaded>
  )
}

function CentreReport({ centreId }: { centreId: string }) {
  const request = useRequest('office.stars', { centreId, ...useYear() })
  return (
    <Loaded request={request} skeleton={SKELETON} ageless>
      {data => <ReportSheet report={centreReport(data)} />}
    </Loaded>
  )
}

function BoardReport({ county }: { county: string | undefined }) {
  const request = useRequest('office.starBoard', { ...(county === undefined ? {} : { county }), ...useYear() })
  return (
    <Loaded request={request} skeleton={SKELETON} ageless>
      {data => <ReportSheet report={boardReport(data, county)} />}
    </Loaded>
  )
}

export default page(ReportPage)
