import { useRouter } from '@tarojs/taro'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { ErrorState } from '@/ui/states'
import { classFacts, stationFacts } from '../../parts/facts'
import { Picture } from '../../parts/picture'
import { SaveBar } from '../../parts/save-bar'
import { usePoster } from '../../parts/use-poster'

/** A picture of a class or a station to save, print or send, with the code that opens it. */
function PosterPage() {
  const { of, id = '', sessionId } = useRouter().params
  const isStation = of === 'station'
  const aClass = useRequest('class.get', isStation ? null : { offeringId: id })
  const station = useRequest('station.get', isStation ? { stationId: id } : null)
  const { error, reload } = isStation ? station : aClass
  const session = aClass.data?.sessions.find(each => each.id === sessionId) ?? null
  const facts = station.data ? stationFacts(station.data.station) : aClass.data && classFacts(aClass.data, session)
  const startsAt = session ? { startsAt: session.startsAt } : {}
  const code = useRequest('poster.code', facts && { page: isStation ? 'station' : 'class', id, ...startsAt })
  const poster = usePoster(facts, code.loading ? undefined : (code.data?.code ?? null))
  const failure = error && !facts && messageOf(error)
  return (
    <Screen id="poster" title="海报图片" footer={!failure && <SaveBar poster={poster} />}>
      {failure ? (
        <ErrorState reason={failure.text} hint={failure.hint} onRetry={reload} />
      ) : (
        <Picture poster={poster} />
      )}
    </Screen>
  )
}

export default page(PosterPage)
