import { mergeInternalComponents } from '@tarojs/shared'
import { ARIA_COMPONENTS } from './components'

mergeInternalComponents(ARIA_COMPONENTS)
