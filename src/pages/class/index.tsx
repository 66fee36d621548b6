import { availabilityChangesAt } from '@domain/classes/availability'
import type { ClassView } from '@domain/contracts/classes'
import { readClassScene, sessionAt } from '@domain/share/scene'
import { decodeLink } from '@domain/text'
import { MINUTE } from '@domain/time'
import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { BookBar } from '@/features/classes/book-bar'
import { ClassDetail } from '@/features/classes/class-detail'
import { useClassBooking } from '@/features/classes/use-class-booking'
import { Loaded } from '@/features/requests/loaded'
import { classCard } from '@/features/share/cards'
import { useNow } from '@/features/time/use-now'
import { open } from '@/platform/navigate'
import { useShareCard } from '@/platform/share'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

/** The class and the session that a link names: by their ids, or as the `scene` of the code on a poster. */
function classOf({ id, sessionId, scene }: Record<string, string | undefined>) {
  const scanned = scene === undefined ? null : readClassScene(decodeLink(scene))
  return { id: id ?? scanned?.offeringId ?? '', sessionId, startsAt: scanned?.startsAt ?? null }
}

/** The session of a poster; one that is over or was moved is wanted all the same, so that the page says so. */
function wantedAt(data: ClassView | null, startsAt: number): string {
  return (data && sessionAt(data.sessions, startsAt)?.id) ?? 'gone'
}

function ClassPage() {
  const { id = '', sessionId, startsAt } = classOf(useRouter().params)
  const request = useRequest('class.get', { offeringId: id }, { refreshOnShow: true, refreshEvery: MINUTE })
  const { data, reload } = request
  const now = useNow(MINUTE, data?.sessions.flatMap(availabilityChangesAt))
  const booking = useClassBooking({
    view: data,
    wanted: sessionId ?? (startsAt === null ? undefined : wantedAt(data, startsAt)),
    now,
    reload,
  })
  useShareCard(data && classCard(data, booking.choice.session))
  return (
    <Screen id="class" title="课堂" footer={data && <BookBar view={data} booking={booking} now={now} />}>
      <Loaded
        request={request}
        skeleton={[150, 34, 24, 60, 70, 160]}
        otherwise={{ id: 'class-others', label: '看看别的课', onTap: () => open('classes', {}) }}
      >
        {view => <ClassDetail view={view} booking={booking} now={now} />}
      </Loaded>
    </Screen>
  )
}

export default page(ClassPage)
