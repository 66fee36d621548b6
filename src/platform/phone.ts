import Taro from '@tarojs/taro'

/** Calls a number. WeChat asks first; declining is no error. */
export function callPhone(number: string): void {
  if (process.env.TARO_ENV === 'h5') {
    window.location.href = `tel:${number}`
    return
  }
  Taro.makePhoneCall({ phoneNumber: number }).catch(() => undefined)
}

/** Copies a text to the clipboard; false when that failed. */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (process.env.TARO_ENV === 'h5' && navigator.clipboard) await navigator.clipboard.writeText(text)
    else await Taro.setClipboardData({ data: text })
    return true
  } catch {
    return false
  }
}
