import '../../messages'
import { sayDate } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { DigitsForm } from '../../parts/digits-form'
import styles from '../../parts/points.module.scss'
import { sayCertificateCode, sayHours } from '../../parts/volunteer-words'

/** Digits of the code of a certificate. */
const DIGITS = 12

/** Checks a certificate of hours by its code; anybody can. */
function CertificatePage() {
  const { code: given } = useRouter().params
  const [code, setCode] = useState<string | null>(given ?? null)
  return (
    <Screen id="certificate" title="志愿时长证明">
      <View className={cx(styles.page)}>
        {code !== null && <Checked key={code} code={code} />}
        <DigitsForm id="certificate" label="证明上的编号" length={DIGITS} find="查一查" onCode={setCode} />
      </View>
    </Screen>
  )
}

function Checked({ code }: { code: string }) {
  const request = useRequest('volunteer.certificate', { code })
  return (
    <Loaded request={request} skeleton={[160]} ageless>
      {({ certificate: { name, minutes, at, code: number } }) => (
        <Card padded>
          <View className={cx(styles.centred)}>
            <View>{name}</View>
            <View id="certificate-hours" className={cx(styles.figure)}>
              志愿服务 {sayHours(minutes)}
            </View>
            <View>截至 {sayDate(at)}</View>
            <View className={cx(styles.note)}>编号 {sayCertificateCode(number)}</View>
            <View className={cx(styles.note)}>时长按签到签退算，每 15 分钟一记。编号谁都能在这里查。</View>
          </View>
        </Card>
      )}
    </Loaded>
  )
}

export default page(CertificatePage)
