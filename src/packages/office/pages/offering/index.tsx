import '../../messages'
import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { OfferingEditor } from '../../offerings/editor'
import { CHOICES } from '../../offerings/form'
import { Desk } from '../../parts/desk'
import { usePlace } from '../../parts/place'

/** Edits an offering (`id`), or makes one of a category. */
function OfferingPage() {
  const place = usePlace()
  const { centreId = '' } = place
  const { id, category } = useRouter().params
  const request = useRequest('office.offerings', id ? { centreId } : null)
  const chosen = CHOICES.find(choice => choice.id === category)?.id ?? 'children'
  return (
    <Desk id="office-offering" title={id ? '改课程或空间' : '新的课程或空间'} section="offerings" place={place}>
      {id ? (
        <Loaded request={request} skeleton={[52, 52, 52, 160]} ageless>
          {({ offerings }) => {
            const offering = offerings.find(each => each.id === id)
            if (!offering) return <EmptyState scene="lantern" title="没有找到这门课" note="返回去看看别的。" />
            return <OfferingEditor centreId={centreId} offering={offering} category={offering.category} />
          }}
        </Loaded>
      ) : (
        <OfferingEditor centreId={centreId} offering={null} category={chosen} />
      )}
    </Desk>
  )
}

export default page(OfferingPage)
