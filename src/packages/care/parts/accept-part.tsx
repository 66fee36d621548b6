import type { Cares } from '@domain/contracts/cares'
import { digitsIn } from '@domain/typed'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { Section } from '@/ui/section'
import { toast } from '@/ui/toast'
import styles from './care.module.scss'

/** Digits of a code; typed with spaces it is longer. */
const CODE_LENGTH = 12
const TYPED_LENGTH = 20

/** Uses the code that the other household has made. */
export function AcceptPart({ onChange }: { onChange: (cares: Cares) => void }) {
  const [typed, setTyped] = useState('')
  const { run, busy, error } = useAction('care.accept')
  const problem = error && messageOf(error)
  const code = digitsIn(typed)
  const accept = async () => {
    const answer = await run({ code })
    if (!answer) return
    setTyped('')
    onChange(answer)
    toast('可以一起照看了', '孩子的课在上面，约课时点孩子的名字就行。')
  }
  return (
    <Section title="我有邀请码">
      <View className={cx(styles.sheet)}>
        <TextField
          id="care-code"
          label="12 位数字，对方在这一页点「再请一位来照看」就有"
          kind="digits"
          value={typed}
          maxLength={TYPED_LENGTH}
          onChange={setTyped}
        />
        {problem && <Alert id="care-problem" {...problem} />}
        <Button
          id="care-accept"
          look="soft"
          busy={busy}
          disabled={code.length !== CODE_LENGTH}
          onTap={() => void accept()}
        >
          一起照看
        </Button>
      </View>
    </Section>
  )
}
