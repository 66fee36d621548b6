import { Button } from '@/ui/button'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { toast } from '@/ui/toast'
import { Actions } from '../../parts/actions'
import { Inputs } from '../../parts/inputs'
import { Messages } from '../../parts/messages'
import { Pictures } from '../../parts/pictures'
import { Surfaces } from '../../parts/surfaces'
import { TextSizeSwitch } from '../../parts/text-size-switch'

/** Every component of `src/ui` in its states. Only in the browser build; the mini-program is built without it. */
function GalleryPage() {
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
      <Actions />
      <Inputs />
      <Messages />
      <Surfaces />
      <Pictures />
    </Screen>
  )
}

export default page(GalleryPage)
