import jsqr from 'jsqr'
import type { Phone } from './phone'

/**
 * What a camera reads from a picture on the screen; with `blurredTo`, where it fills only so many pixels of the camera's
 * view and is out of focus.
 */
export async function readPicture(
  { page, seen }: Phone,
  selector: string,
  { blurredTo }: { blurredTo?: number } = {},
): Promise<string> {
  const png = await seen(selector).screenshot({ type: 'png' })
  const { data, width, height } = await page.evaluate(pixelsOf, {
    base64: png.toString('base64'),
    side: blurredTo ?? 0,
  })
  return jsqr(Uint8ClampedArray.from(Buffer.from(data, 'base64')), width, height)?.data ?? ''
}

/** In the page. The pixels come over as text: a hundred thousand numbers one by one would take seconds. */
async function pixelsOf({ base64, side }: { base64: string; side: number }) {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())
  const [width, height] = side > 0 ? [side, side] : [image.width, image.height]
  const margin = Math.round(side / 6)
  const canvas = new OffscreenCanvas(width + 2 * margin, height + 2 * margin)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  if (side > 0) context.filter = 'blur(1px)'
  context.drawImage(image, margin, margin, width, height)
  const reader = new FileReader()
  reader.readAsDataURL(new Blob([context.getImageData(0, 0, canvas.width, canvas.height).data]))
  await new Promise(resolve => reader.addEventListener('load', resolve))
  return { data: String(reader.result).split(',')[1] ?? '', width: canvas.width, height: canvas.height }
}
