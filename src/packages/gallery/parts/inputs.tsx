import { View } from '@tarojs/components'
import { useState } from 'react'
import { cx } from '@/ui/cx'
import { Checkbox, TextArea, TextField } from '@/ui/field'
import { MonthPicker } from '@/ui/month-picker'
import { Section } from '@/ui/section'
import { Stepper } from '@/ui/stepper'
import { Tick } from '@/ui/tick'
import styles from './gallery.module.scss'

/** What is filled in. */
export function Inputs() {
  const [text, setText] = useState('果果')
  const [agreed, setAgreed] = useState(true)
  const [people, setPeople] = useState(1)
  const [month, setMonth] = useState<string | null>(null)
  return (
    <>
      <Section title="填写 Field">
        <View className={cx(styles.stack)}>
          <TextField id="gallery-text" label="称呼" value={text} onChange={setText} />
          <TextField id="gallery-empty" label="空着" value="" placeholder="写在这里" onChange={setText} />
          <TextField
            id="gallery-wrong"
            label="后四位"
            kind="digits"
            value="12"
            problem="请写手机号的最后四位数字。"
            onChange={setText}
          />
          <TextArea id="gallery-area" label="原因" value="" placeholder="几句话就好" onChange={setText} />
          <Checkbox id="gallery-check" checked={agreed} onChange={setAgreed}>
            我是监护人，同意记录孩子的称呼和出生年月。
          </Checkbox>
        </View>
      </Section>
      <Section title="年月 MonthPicker">
        <View className={cx(styles.stack)}>
          <MonthPicker
            id="gallery-month"
            label="出生年月"
            value={month}
            last="2026-11"
            yearsBack={[0, 18]}
            onChange={setMonth}
          />
          <MonthPicker
            id="gallery-month-wrong"
            label="年龄不合适"
            value="2019-06"
            last="2026-11"
            yearsBack={[0, 18]}
            problem="这节课要 7 岁以上。"
            onChange={setMonth}
          />
        </View>
      </Section>
      <Section title="人数 Stepper">
        <Stepper id="gallery-people" value={people} min={1} max={3} less="少一位" more="多一位" onChange={setPeople} />
      </Section>
      <Section title="勾 Tick">
        <View className={cx(styles.line)}>
          <Tick on={false} />
          <Tick on />
          <Tick on={false} shape="square" />
          <Tick on shape="square" />
        </View>
      </Section>
    </>
  )
}
