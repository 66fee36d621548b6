import { Image } from '@tarojs/components'
import { a11y } from '../base/a11y'
import { cx } from '../cx'
import type { SceneName } from './art'
import styles from './scene.module.scss'
import { useArt } from './use-art'

export type { SceneName } from './art'

interface SceneProps {
  name: SceneName
  className?: string | undefined
  /** Fills its box and crops what does not fit. */
  fill?: boolean
}

/** A drawing made for this product. Decorative: everything it says is said in words too. */
export function Scene({ name, className, fill = false }: SceneProps) {
  const src = useArt(name)
  return (
    <Image
      className={cx(styles.scene, className)}
      src={src}
      mode={fill ? 'aspectFill' : 'aspectFit'}
      {...(process.env.TARO_ENV === 'h5' ? { imgProps: { alt: '' } } : a11y({ hidden: true }))}
    />
  )
}
