import Taro from '@tarojs/taro'

/** Whether this target can scan codes; elsewhere they are typed. */
export const canScan = process.env.TARO_ENV === 'weapp'

/** Scans a QR code; null when the person closed the camera. */
export async function scanCode(): Promise<string | null> {
  if (!canScan) return null
  try {
    const { result } = await Taro.scanCode({ onlyFromCamera: true, scanType: ['qrCode'] })
    return result || null
  } catch {
    return null
  }
}

/** Scans the code at a station's door, a mini-program code or a QR code; null when the person closed the camera. */
export async function scanDoor(): Promise<string | null> {
  if (!canScan) return null
  try {
    const { path, result } = await Taro.scanCode({ onlyFromCamera: true, scanType: ['qrCode', 'wxCode'] as never })
    return path || result || null
  } catch {
    return null
  }
}
