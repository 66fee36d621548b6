import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { toast } from '@/ui/toast'
import { Actions } from '../../parts/actions'
import styles from '../../parts/gallery.module.scss'
import { Inputs } from '../../parts/inputs'
import { Messages } from '../../parts/messages'
import { Pictures } from '../../parts/pictures'
import { Surfaces } from '../../parts/surfaces'
import { type Hour, HourSwitch, TextSizeSwitch } from '../../parts/switches'

/** Every component of `src/ui` in its states. Only in the browser build; the mini-program is built without it. */
function GalleryPage() {
  const [hour, setHour] = useState<Hour>('phone')
  return (
    <Screen
      id="gallery"
      title="界面组件"
      footer={
        <Button id="gallery-toast" onTap={() => toast('记下了', '看完的工夫自己消失，点一下也会消失。')}>
          弹一条提示
        </Button>
      }
    >
      <TextSizeSwitch />
      <HourSwitch hour={hour} onChoose={setHour} />
      <View className={cx(styles.board, hour !== 'phone' && `nf-${hour}`)}>
        <Actions />
        <Inputs />
        <Messages />
        <Surfaces />
        <Pictures />
      </View>
    </Screen>
  )
}

export default page(GalleryPage)
