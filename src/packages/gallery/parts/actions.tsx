import { View } from '@tarojs/components'
import { Fragment } from 'react'
import { Button } from '@/ui/button'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Section } from '@/ui/section'
import { TabBar } from '@/ui/tab-bar'
import { Tile } from '@/ui/tile'
import styles from './gallery.module.scss'

const LOOKS = ['primary', 'soft', 'plain', 'danger'] as const
const DAYS = ['今天', '明天', '周六', '周日', '12月7日', '12月8日', '12月9日', '12月10日']

const ignore = () => undefined

/** What is tapped. */
export function Actions() {
  return (
    <>
      <Section title="按钮 Button">
        <View className={cx(styles.stack)}>
          {LOOKS.map(look => (
            <Fragment key={look}>
              <Button look={look} onTap={ignore}>
                {look}
              </Button>
              <View className={cx(styles.line)}>
                <Button look={look} size="small" onTap={ignore}>
                  small
                </Button>
                <Button look={look} size="small" icon="phone" onTap={ignore}>
                  icon
                </Button>
                <Button look={look} size="small" busy onTap={ignore}>
                  busy
                </Button>
                <Button look={look} size="small" disabled onTap={ignore}>
                  disabled
                </Button>
              </View>
            </Fragment>
          ))}
        </View>
      </Section>
      <Section title="选项 Chip">
        <View className={cx(styles.line)}>
          <Chip onTap={ignore}>一般</Chip>
          <Chip on onTap={ignore}>
            选中 on
          </Chip>
          <Chip off onTap={ignore}>
            没有了 off
          </Chip>
        </View>
      </Section>
      <Section title="一行选项 ChipStrip">
        <ChipStrip id="gallery-strip" chosen="gallery-day-5">
          {DAYS.map((day, at) => (
            <Chip key={day} id={`gallery-day-${at}`} on={at === 5} onTap={ignore}>
              {day}
            </Chip>
          ))}
        </ChipStrip>
      </Section>
      <Section title="入口 Tile">
        <View className={cx(styles.stack)}>
          <Tile id="gallery-wide" title="歇脚" note="wide" scene="armchair" tint="ember" onTap={ignore} />
          <Tile id="gallery-half" title="上课" note="half" scene="calendar" tint="pine" shape="half" onTap={ignore} />
          <Tile id="gallery-big" title="用场地" scene="sewing" tint="plum" shape="big" onTap={ignore} />
        </View>
      </Section>
      <Section title="底栏 TabBar">
        <TabBar current="bookings" />
      </Section>
    </>
  )
}
