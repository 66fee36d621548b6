import { Image } from '@tarojs/components'
import { a11y } from '../base/a11y'
import { cx } from '../cx'
import type { SceneName } from './art'
import styles from './scene.module.scss'
import { useArt } from './use-art'

export type { SceneName } from './art'

/** A drawing that a sub-package brings along. */
export interface Drawn {
  src: string
}

interface SceneProps {
  name: SceneName | Drawn
  className?: string | undefined
  /** Fills its box and crops what does not fit. */
  fill?: boolean
}

/** A drawing made for this product. Decorative: everything it says is said in words too. */
export function Scene({ name, ...props }: SceneProps) {
  return typeof name === 'string' ? <Named {...props} name={name} /> : <Drawing {...props} src={name.src} />
}

function Named({ name, ...props }: SceneProps & { name: SceneName }) {
  return <Drawing {...props} src={useArt(name)} />
}

function Drawing({ src, className, fill = false }: Omit<SceneProps, 'name'> & Drawn) {
  return (
    <Image
      className={cx(styles.scene, className)}
      src={src}
      mode={fill ? 'aspectFill' : 'aspectFit'}
      {...(process.env.TARO_ENV === 'h5' ? { imgProps: { alt: '' } } : a11y({ hidden: true }))}
    />
  )
}
