import Taro from '@tarojs/taro'

/** Lets the person choose a spreadsheet; null when they chose none. WeChat takes one from a chat. */
export async function chooseSpreadsheet(): Promise<Uint8Array | null> {
  if (process.env.TARO_ENV === 'h5') return fromBrowser()
  try {
    const { tempFiles } = await Taro.chooseMessageFile({ count: 1, type: 'file', extension: ['xlsx', 'csv'] })
    const [file] = tempFiles
    if (!file) return null
    return new Uint8Array(Taro.getFileSystemManager().readFileSync(file.path) as ArrayBuffer)
  } catch {
    return null
  }
}

function fromBrowser(): Promise<Uint8Array | null> {
  return new Promise(resolve => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.xlsx,.csv'
    input.onchange = () => {
      const [file] = Array.from(input.files ?? [])
      if (file) void file.arrayBuffer().then(buffer => resolve(new Uint8Array(buffer)))
      else resolve(null)
    }
    input.oncancel = () => resolve(null)
    input.click()
  })
}
