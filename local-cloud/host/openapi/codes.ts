/** Codes of pages: a QR code whose text is the page, in place of WeChat's round code, which only WeChat can draw. */
import qrcode from 'qrcode-generator'
import type { Answer, Parameters, Picture } from './answer'
import { encodePng } from './png'

const MAX_SCENE = 32
const MAX_PATH = 128
/** Characters that WeChat takes in a scene. */
const SCENE = /^[\w!#$&'()*+,/:;=?@.~-]+$/
const [MIN_WIDTH, MAX_WIDTH, DEFAULT_WIDTH] = [280, 1280, 430]
/** Light modules around the code. */
const MARGIN = 4
const MAIN_PAGE = 'pages/index/index'

const failure = (errcode: number, errmsg: string): Answer => ({ errcode, errmsg })

function draw(text: string, width: unknown): Picture {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const modules = code.getModuleCount()
  const wanted = typeof width === 'number' ? Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)) : DEFAULT_WIDTH
  const scale = Math.max(1, Math.floor(wanted / (modules + 2 * MARGIN)))
  const at = (pixel: number) => Math.floor(pixel / scale) - MARGIN
  const isInside = (place: number) => place >= 0 && place < modules
  const isBlack = (x: number, y: number) => isInside(at(x)) && isInside(at(y)) && code.isDark(at(y), at(x))
  return { contentType: 'image/png', bytes: encodePng(scale * (modules + 2 * MARGIN), isBlack) }
}

/** `wxacode.getUnlimited`: the page with its scene as `?scene=…`. */
export function unlimitedCode({ scene, page, width }: Parameters): Answer | Picture {
  if (typeof scene !== 'string' || scene.length > MAX_SCENE || !SCENE.test(scene)) {
    return failure(40169, 'invalid length for scene, or the data is not json string')
  }
  if (page !== undefined && (typeof page !== 'string' || page.startsWith('/') || page.includes('?'))) {
    return failure(41030, 'invalid page')
  }
  return draw(`${page || MAIN_PAGE}?scene=${encodeURIComponent(scene)}`, width)
}

/** `wxacode.get` and `wxacode.createQRCode`: the path with its query. */
export function pathCode({ path, width }: Parameters): Answer | Picture {
  if (typeof path !== 'string' || path === '' || path.length > MAX_PATH)
    return failure(40159, 'invalid length for path')
  return draw(path, width)
}
