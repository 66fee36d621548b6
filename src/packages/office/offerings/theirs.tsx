import { View } from '@tarojs/components'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import styles from '../parts/office.module.scss'
import own from './offerings.module.scss'

interface TheirsProps {
  /** Who has saved meanwhile, masked; null: not known. */
  by: string | null
  mine: readonly { label: string; value: string }[]
  theirs: readonly { label: string; value: string }[]
  onTakeTheirs: () => void
  onKeepMine: () => void
}

/** Both versions, field by field, when two people have edited the same. */
export function Theirs({ by, mine, theirs, onTakeTheirs, onKeepMine }: TheirsProps) {
  const different = mine.flatMap(({ label, value }, n) => {
    const other = theirs[n]?.value ?? ''
    return other === value ? [] : [{ label, value, other }]
  })
  return (
    <Card id="theirs" padded>
      <View className={cx(styles.stack)}>
        <Alert
          id="theirs-alert"
          tone="caution"
          text={`${by ?? '同事'}刚刚也改了，您的还没保存`}
          hint={different.length === 0 ? '两个人改的一样。' : '不一样的在下面，请选用哪个。'}
        />
        {different.map(({ label, value, other }) => (
          <View key={label}>
            <View className={cx(styles.note)}>{label}</View>
            <View>现在：{other || '（空）'}</View>
            <View className={cx(own.mine)}>您的：{value || '（空）'}</View>
          </View>
        ))}
        <View className={cx(styles.wrap)}>
          <Button id="theirs-take" look="soft" size="small" onTap={onTakeTheirs}>
            用现在的，再接着改
          </Button>
          <Button id="theirs-keep" look="plain" size="small" onTap={onKeepMine}>
            用我的
          </Button>
        </View>
      </View>
    </Card>
  )
}
