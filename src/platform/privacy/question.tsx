import { View } from '@tarojs/components'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Sheet } from '@/ui/sheet'
import { open } from '../navigate'
import { AgreeButton } from './agree-button'
import styles from './gate.module.scss'

/** The sheet that asks for consent to the processing of personal data. */
export default function Question({ answer }: { answer: (agreed: boolean) => void }) {
  return (
    <Sheet id="privacy-sheet" title="先说说您的信息怎么用" onClose={() => answer(false)}>
      <View className={cx(styles.text)}>
        约课只记称呼、出生年月、和您的关系，订餐要送到家时再记地址和电话。不要真实姓名，不要身份证号。您随时可以修改、删除。
      </View>
      <View className={cx(styles.actions)}>
        <AgreeButton className={styles.agree} onAgree={() => answer(true)} />
        <Button id="privacy-read" look="soft" onTap={() => open('privacy/policy', {})}>
          看隐私保护说明
        </Button>
        <Button id="privacy-refuse" look="plain" onTap={() => answer(false)}>
          暂不同意
        </Button>
      </View>
    </Sheet>
  )
}
