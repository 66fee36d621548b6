import { digitsIn } from '@domain/typed'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from '../parts/page.module.scss'
import { CODE_LENGTH, CodeField } from '../parts/relation-code'

interface RelateSheetProps {
  centreId: string
  bookingId: string
  onClose: () => void
}

/** Lets somebody of the family order for the person at the counter: both are there, the family's phone shows a code. */
export function RelateSheet({ centreId, bookingId, onClose }: RelateSheetProps) {
  const [code, setCode] = useState('')
  const { busy, error, run } = useAction('staff.mealRelate')
  const problem = error && messageOf(error)
  const ready = digitsIn(code).length === CODE_LENGTH
  const confirm = async () => {
    const answer = await run({ centreId, bookingId, code })
    if (!answer) return
    toast('加好了', `以后 ${answer.name} 能帮着订餐。`)
    onClose()
  }
  return (
    <Sheet id="relate-sheet" title="让家人帮订餐" onClose={onClose}>
      <View className={cx(styles.stack)}>
        <View className={cx(styles.note)}>
          请先问本人愿不愿意：家人能帮着订餐，也看得到订的餐和送餐地址。家人在手机上打开「帮家人订餐」，就有码。
        </View>
        <CodeField value={code} onChange={setCode} />
        {problem && <Alert id="relate-problem" {...problem} />}
        <Button id="relate-staff-yes" busy={busy} disabled={!ready} onTap={() => void confirm()}>
          {ready ? '两位都同意，加上' : '请输家人手机上的码'}
        </Button>
      </View>
    </Sheet>
  )
}
