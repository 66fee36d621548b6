import { Image } from '@tarojs/components'
import qrcode from 'qrcode-generator'
import { useMemo } from 'react'
import { a11y } from '../base/a11y'
import { cx } from '../cx'
import styles from './qr-code.module.scss'

/** Pixels per module; the picture is scaled without smoothing. */
const CELL = 6

interface QrCodeProps {
  id?: string
  text: string
  /** Label for screen readers. */
  label: string
  className?: string | undefined
}

/** The QR code of a text, drawn on the phone. */
export function QrCode({ id, text, label, className }: QrCodeProps) {
  const picture = useMemo(() => {
    const code = qrcode(0, 'M')
    code.addData(text)
    code.make()
    return code.createDataURL(CELL, 0)
  }, [text])
  return (
    <Image
      {...(id ? { id } : {})}
      className={cx(styles.code, className)}
      src={picture}
      mode="aspectFit"
      {...(process.env.TARO_ENV === 'h5' ? { imgProps: { alt: label } } : a11y({ role: 'img', label }))}
    />
  )
}
