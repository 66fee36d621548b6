import { sayMoney } from '@domain/canteen/price'
import { View } from '@tarojs/components'
import { Card } from '@/ui/card'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import styles from './canteen.module.scss'
import shared from './page.module.scss'
import type { OrderState } from './use-order'

/** The four lines of the price, and when it is paid. */
export function PriceLines({ order }: { order: OrderState }) {
  const { choice, mayPay, isPaidNow } = order
  const { price } = choice
  if (!price) return null
  const lines: [label: string, text: string][] = [
    ['标价', sayMoney(price.list)],
    ['政府补贴', sayMoney(-price.subsidy)],
    ['爱心款', sayMoney(-price.charity)],
  ]
  return (
    <Card padded>
      <View id="canteen-price" className={cx(styles.lines)}>
        {lines.map(([label, text]) => (
          <View key={label} className={cx(styles.line)}>
            <View>{label}</View>
            <View>{text}</View>
          </View>
        ))}
        <View className={cx(styles.line, styles.due)}>
          <View>自付</View>
          <View>{sayMoney(price.due)}</View>
        </View>
        {mayPay && (
          <View className={cx(shared.wrap)}>
            <Chip id="pay-later" on={!isPaidNow} onTap={() => order.setPaysNow(false)}>
              取餐时付
            </Chip>
            <Chip id="pay-online" on={isPaidNow} onTap={() => order.setPaysNow(true)}>
              现在微信付
            </Chip>
          </View>
        )}
        <View className={cx(styles.note)}>
          {isPaidNow
            ? '订好就付，份数给您留 10 分钟。取消订餐，钱原路退回。'
            : price.subsidy === 0 && price.charity === 0
              ? '60 岁以上和困难家庭有优惠：第一次来吃时带上证件，工作人员核实后就按优惠价。'
              : '取餐时再付，现金、刷卡都行。'}
        </View>
      </View>
    </Card>
  )
}
