import { RELATIONS, SELF_ID } from '@domain/people/members'
import { useRouter } from '@tarojs/taro'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { MemberForm } from '@/features/household/member-form'
import { useMemberForm } from '@/features/household/use-member-form'
import { Button } from '@/ui/button'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'

export default function MemberPage() {
  const { id, relation } = useRouter().params
  const wanted = id === SELF_ID ? 'self' : (RELATIONS.find(known => known === relation && known !== 'self') ?? 'child')
  // Only a change needs what is stored; an empty form is ready at once.
  const { data, error, reload } = useRequest('me.get', id ? {} : null)
  const form = useMemberForm(data, id, wanted)
  const ready = !id || data
  const problem = error && messageOf(error)
  const footer = ready && (
    <Button id="member-save" busy={form.busy} onTap={() => void form.save()}>
      保存
    </Button>
  )
  return (
    <Screen id="member" title={id ? '修改资料' : '添加家人'} footer={footer}>
      {ready ? (
        <MemberForm form={form} />
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <Skeleton blocks={[60, 80, 80]} />
      )}
    </Screen>
  )
}
