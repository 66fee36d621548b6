import { useEffect, useRef } from 'react'
import { HEIGHT, WIDTH } from './draw'
import styles from './poster.module.scss'
import type { BoardProps, Saved, Surface } from './surface'

/** A browser's canvas; its picture is downloaded. */
export function Board({ label, onReady }: BoardProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const ready = useRef(onReady)
  ready.current = onReady
  useEffect(() => {
    if (canvas.current) ready.current(surfaceOf(canvas.current))
  }, [])
  return <canvas ref={canvas} className={styles.board} width={WIDTH} height={HEIGHT} role="img" aria-label={label} />
}

function surfaceOf(canvas: HTMLCanvasElement): Surface | null {
  const context = canvas.getContext('2d')
  return context && { context, load, save: name => download(canvas, name) }
}

async function load(url: string): Promise<CanvasImageSource> {
  const picture = new Image()
  picture.src = url
  await picture.decode()
  return picture
}

async function download(canvas: HTMLCanvasElement, name: string): Promise<Saved> {
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve))
  if (!blob) return 'failed'
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `${name}.png`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return 'saved'
}
