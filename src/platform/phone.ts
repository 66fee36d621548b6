import Taro from '@tarojs/taro'

/** Calls a number. WeChat asks first; declining is no error. */
export function callPhone(number: string): void {
  if (process.env.TARO_ENV === 'h5') window.location.href = `tel:${number}`
  else Taro.makePhoneCall({ phoneNumber: number }).catch(() => undefined)
}

/** Copies a text to the clipboard; false when that failed. */
export async function copyText(text: string): Promise<boolean> {
  try {
    return await (process.env.TARO_ENV === 'h5' ? copyInBrowser(text) : copyOnPhone(text))
  } catch {
    return false
  }
}

async function copyOnPhone(text: string): Promise<boolean> {
  await Taro.setClipboardData({ data: text })
  return true
}

async function copyInBrowser(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text)
    return true
  }
  // On a page without TLS there is only the old way.
  const field = document.createElement('textarea')
  field.value = text
  document.body.appendChild(field)
  field.select()
  const copied = document.execCommand('copy')
  field.remove()
  return copied
}
