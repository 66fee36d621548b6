import { Canvas } from '@tarojs/components'
import Taro, { useReady } from '@tarojs/taro'
import { a11y } from '@/ui/base/a11y'
import { cx } from '@/ui/cx'
import { HEIGHT, WIDTH } from './draw'
import styles from './poster.module.scss'
import type { BoardProps, Saved, Surface } from './surface'

const ID = 'poster-canvas'

/** What this file needs of WeChat's canvas of type 2d. */
interface Node {
  width: number
  height: number
  getContext: (type: '2d') => CanvasRenderingContext2D
  createImage: () => HTMLImageElement
}

/** WeChat's canvas; its picture goes to the album. */
export function Board({ label, onReady }: BoardProps) {
  useReady(() => {
    try {
      Taro.createSelectorQuery()
        .select(`#${ID}`)
        .fields({ node: true })
        .exec(([found]: ({ node?: Node } | null)[]) => onReady(found?.node ? surfaceOf(found.node) : null))
    } catch {
      onReady(null)
    }
  })
  return <Canvas id={ID} canvasId={ID} type="2d" className={cx(styles.board)} {...a11y({ role: 'img', label })} />
}

function surfaceOf(node: Node): Surface {
  node.width = WIDTH
  node.height = HEIGHT
  return { context: node.getContext('2d'), load: url => load(node, url), save: () => saveToAlbum(node) }
}

function load(node: Node, url: string): Promise<CanvasImageSource> {
  return new Promise((resolve, reject) => {
    const picture = node.createImage()
    picture.onload = () => resolve(picture)
    picture.onerror = () => reject(new Error('the code is no picture'))
    picture.src = url
  })
}

/** WeChat asks for permission the first time. */
async function saveToAlbum(node: Node): Promise<Saved> {
  try {
    const { tempFilePath } = await Taro.canvasToTempFilePath({ canvas: node as never, fileType: 'png' } as never)
    await Taro.saveImageToPhotosAlbum({ filePath: tempFilePath })
    return 'saved'
  } catch (failure) {
    const said = String((failure as { errMsg?: unknown })?.errMsg ?? '')
    if (/cancel/i.test(said)) return 'kept'
    return /auth|deny|denied|permission/i.test(said) ? 'denied' : 'failed'
  }
}
