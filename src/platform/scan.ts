import Taro from '@tarojs/taro'

/** Whether this target has a camera scanner; where it has none, codes are typed. */
export const canScan = process.env.TARO_ENV === 'weapp'

/** Reads one QR code with the camera; null when the person left the camera without one. */
export async function scanCode(): Promise<string | null> {
  if (!canScan) return null
  try {
    const { result } = await Taro.scanCode({ onlyFromCamera: true, scanType: ['qrCode'] })
    return result || null
  } catch {
    return null
  }
}

/** Reads the code at a door, a mini-program code or a link; null when the person left the camera without one. */
export async function scanDoor(): Promise<string | null> {
  if (!canScan) return null
  try {
    const { path, result } = await Taro.scanCode({ onlyFromCamera: true, scanType: ['qrCode', 'wxCode'] as never })
    return path || result || null
  } catch {
    return null
  }
}
