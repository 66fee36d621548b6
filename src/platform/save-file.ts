import Taro from '@tarojs/taro'

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * Gives an .xlsx file to the person: a browser downloads it, WeChat opens it, and it can be sent on from there. False when the
 * device has no room or no application for it.
 */
export async function saveSpreadsheet(name: string, bytes: Uint8Array): Promise<boolean> {
  if (process.env.TARO_ENV === 'h5') {
    const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type: TYPE }))
    const link = document.createElement('a')
    link.href = url
    link.download = name
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
    return true
  }
  try {
    const filePath = `${Taro.env.USER_DATA_PATH}/${name}`
    const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
    Taro.getFileSystemManager().writeFileSync(filePath, data)
    await Taro.openDocument({ filePath, fileType: 'xlsx', showMenu: true })
    return true
  } catch {
    return false
  }
}
