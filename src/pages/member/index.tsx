import { RELATIONS, SELF_ID } from '@domain/people/members'
import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { MemberForm } from '@/features/household/member-form'
import { useMemberForm } from '@/features/household/use-member-form'
import { Loaded } from '@/features/requests/loaded'
import { Button } from '@/ui/button'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function MemberPage() {
  const { id, relation, choose } = useRouter().params
  const wanted = id === SELF_ID ? 'self' : (RELATIONS.find(known => known === relation && known !== 'self') ?? 'child')
  // A new member needs no data.
  const request = useRequest('me.get', id ? {} : null)
  const form = useMemberForm({ me: request.data, memberId: id, wanted, choose: choose === '1' })
  const ready = !id || request.data
  const footer = ready && (
    <Button id="member-save" busy={form.busy} onTap={() => void form.save()}>
      保存
    </Button>
  )
  return (
    <Screen id="member" title={id ? '修改资料' : '添加家人'} footer={footer}>
      {id ? (
        <Loaded request={request} skeleton={[60, 80, 80]}>
          {() => <MemberForm form={form} />}
        </Loaded>
      ) : (
        <MemberForm form={form} />
      )}
    </Screen>
  )
}

export default page(MemberPage)
