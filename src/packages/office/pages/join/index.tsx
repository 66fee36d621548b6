import '../../messages'
import { sayGrant } from '@domain/office/grants'
import { sayMoment } from '@domain/time'
import { codeKey } from '@domain/typed'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { usePageInFront } from '@/platform/in-front'
import { replaceBy, switchTo } from '@/platform/navigate'
import { canScan, scanCode } from '@/platform/scan'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Skeleton } from '@/ui/skeleton'
import { toast } from '@/ui/toast'
import styles from '../../parts/office.module.scss'
import { forgetAccess } from '../../parts/use-access'

/** Characters of a code; typed with spaces it is longer. */
const CODE_LENGTH = 16
const TYPED_LENGTH = 40

/** Accepts an invitation on the colleague's phone: scan or type the code, see what it offers, accept. */
function JoinPage() {
  const [typed, setTyped] = useState('')
  const code = codeKey(typed)
  const offer = useRequest('invitation.get', code.length === CODE_LENGTH ? { code } : null)
  const { run, busy, error } = useAction('invitation.accept')
  const inFront = usePageInFront()
  useErrorToast(error)
  const scan = async () => {
    const scanned = await scanCode()
    if (scanned) setTyped(scanned)
  }
  const isAsked = code.length === CODE_LENGTH && offer.current
  const invitation = isAsked ? offer.data?.invitation : undefined
  const problem = isAsked && offer.error ? messageOf(offer.error) : null
  const accept = async () => {
    const answer = await run({ code })
    if (!answer || !invitation) return
    forgetAccess()
    toast('加入好了', '工作台里能看到您管的事。')
    if (!inFront()) return
    const centre = answer.staffOf.find(({ centreName }) => centreName === invitation.place)
    if (centre) replaceBy('office/desk', { centreId: centre.centreId })
    else if (invitation.role === 'city') replaceBy('office/desk', {})
    else if (invitation.place) replaceBy('office/desk', { county: invitation.place })
    else switchTo('me')
  }
  const footer = invitation && (
    <Button id="join-yes" busy={busy} onTap={() => void accept()}>
      接受邀请
    </Button>
  )
  return (
    <Screen id="join" title="接受邀请" footer={footer}>
      <View className={cx(styles.page)}>
        <View className={cx(styles.note)}>请同事在工作台「成员」里点「邀请同事」，把邀请码给您看。</View>
        {canScan && (
          <Button id="join-scan" look={invitation ? 'soft' : 'primary'} icon="scan" onTap={() => void scan()}>
            扫邀请码
          </Button>
        )}
        <TextField
          id="join-code"
          label={canScan ? '扫不了，就照着输入 16 位邀请码' : '照着输入 16 位邀请码'}
          value={typed}
          maxLength={TYPED_LENGTH}
          onChange={setTyped}
        />
        {code.length === CODE_LENGTH && !invitation && !problem && <Skeleton blocks={[120]} />}
        {problem && <Alert id="join-problem" text={problem.text} hint={problem.hint} />}
        {invitation && (
          <Card id="join-offer" padded>
            <View className={cx(styles.stack)}>
              <View className={cx(styles.bold)}>{invitation.place ?? '全市'}</View>
              <View>{sayGrant(invitation)}</View>
              <View className={cx(styles.note)}>
                {invitation.by ?? '同事'}请「{invitation.name}」加入，{sayMoment(invitation.until, offer.at ?? 0)}{' '}
                前有效。接受以后，您在这里做的事会记在操作记录里。
              </View>
            </View>
          </Card>
        )}
      </View>
    </Screen>
  )
}

export default page(JoinPage)
