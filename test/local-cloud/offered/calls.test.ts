/** `cloud.*` and `cloud.openapi.*` of the page. */
import jsQR from 'jsqr'
import { rowsOf, testTable } from './page'
import { PNG } from './png'
import { startWithSdk } from './sdk'

type Started = Awaited<ReturnType<typeof startWithSdk>>
let started: Started
beforeAll(async () => {
  started = await startWithSdk()
})
afterAll(() => started.running.stop())

type Method = (parameters?: unknown) => Promise<Record<string, unknown>>
const call = (name: string, parameters?: unknown) => (started.sdk[name] as Method)(parameters)

async function upload(cloudPath: string, text: string): Promise<string> {
  const { fileID, statusCode } = await call('uploadFile', { cloudPath, fileContent: Buffer.from(text) })
  expect(typeof statusCode).toBe('number')
  return String(fileID)
}

const own = (name: string) => () => expect(started.sdk[name]).toBeDefined()

testTable('`wx-server-sdk`', 'name', {
  init: own('init'),
  updateConfig: own('updateConfig'),
  createNewInstance: own('createNewInstance'),
  Cloud: own('Cloud'),
  DYNAMIC_CURRENT_ENV: own('DYNAMIC_CURRENT_ENV'),
  version: own('version'),
  registerService: own('registerService'),
  async getWXContext() {
    const seen = (await started.cloud.invoke('probe', { do: 'echo' }, 'me', { unionid: 'u1' })) as { wx: object }
    expect(seen.wx).toMatchObject({ OPENID: 'me', UNIONID: 'u1', SOURCE: 'wx_client', ENV: 'local-cloud' })
  },
  async callFunction() {
    const seen = (await started.cloud.invoke('probe', { do: 'call', name: 'probe', data: { do: 'who' } }, 'me')) as {
      before: string
    }
    expect(seen.before).toBe('me')
    await expect(call('callFunction', { name: 'httpOverCallFunction' })).rejects.toMatchObject({
      errMsg: expect.stringContaining('There is no function named httpOverCallFunction.'),
    })
  },
  async database() {
    expect(await started.sdk.database().collection('notes').count()).toMatchObject({ total: 0 })
  },
  async uploadFile() {
    expect(await upload('报名/a.txt', 'hello')).toMatch(/^cloud:\/\/[^/]+\/报名\/a\.txt$/)
  },
  async downloadFile() {
    const fileID = await upload('报名/照片 1.txt', 'text of the file')
    const { fileContent } = await call('downloadFile', { fileID })
    expect(String(fileContent)).toBe('text of the file')
  },
  async getTempFileURL() {
    const fileID = await upload('b.txt', 'by address')
    const { fileList } = await call('getTempFileURL', {
      fileList: [fileID, { fileID, maxAge: 60 }, 'cloud://x.y/none'],
    })
    const [first, second, none] = fileList as { tempFileURL: string; status: number; maxAge: number }[]
    expect(await (await fetch(String(first?.tempFileURL))).text()).toBe('by address')
    expect(second).toMatchObject({ status: 0, maxAge: 60 })
    expect(none).toMatchObject({ status: -503003, tempFileURL: '' })
  },
  async deleteFile() {
    const fileID = await upload('c.txt', 'short-lived')
    const { fileList } = await call('deleteFile', { fileList: [fileID, fileID] })
    expect(fileList).toEqual([
      { fileID, status: 0, errMsg: 'ok' },
      { fileID, status: -503003, errMsg: expect.any(String) },
    ])
    await expect(call('downloadFile', { fileID })).rejects.toMatchObject({
      errMsg: expect.stringContaining('downloadFile:fail'),
    })
  },
  logger: own('logger'),
  openapi: own('openapi'),
  async callOpenAPI() {
    const { result } = await call('callOpenAPI', { api: 'subscribeMessage.send', data: {} })
    expect(result).toMatchObject({ errcode: 40003 })
    await expect(call('callOpenAPI', { api: '/inner/svrkitclientcall', data: {} })).rejects.toMatchObject({
      errMsg: expect.stringContaining('-604100 /inner/svrkitclientcall is not offered by the local cloud'),
    })
  },
  getOpenData: () => call('getOpenData', { list: ['id'] }),
  getVoIPSign: () => call('getVoIPSign', { groupId: 'g', nonce: 'n', timestamp: 1 }),
  getCloudCallSign: () => call('getCloudCallSign', {}),
  async cloudPay() {
    const pay = (api: string, about: object) =>
      (started.sdk.cloudPay as Record<string, Method>)[api]?.({ subMchId: '1900000001', ...about })
    const order = { outTradeNo: 'order-0001', totalFee: 800, body: '午餐', envId: 'local-cloud', functionName: 'probe' }
    const fine = { returnCode: 'SUCCESS', resultCode: 'SUCCESS' }
    expect(await pay('unifiedOrder', order)).toMatchObject({ ...fine, tradeType: 'JSAPI' })
    const about = { outTradeNo: 'order-0001' }
    expect(await pay('queryOrder', about)).toMatchObject({ ...fine, tradeState: 'NOTPAY' })
    const back = { ...about, outRefundNo: 'refund-0001', totalFee: 800, refundFee: 800 }
    expect(await pay('refund', back)).toMatchObject({ resultCode: 'FAIL', errCodeDes: '订单状态错误' })
    expect(await pay('closeOrder', about)).toMatchObject(fine)
    expect(await pay('queryOrder', about)).toMatchObject({ ...fine, tradeState: 'CLOSED' })
    expect(await pay('queryOrder', { outTradeNo: 'order-none' })).toMatchObject({ errCodeDes: '此交易订单号不存在' })
    expect(await pay('downloadBill', about)).toMatchObject({ returnCode: 'FAIL' })
  },
  signature: own('signature'),
  ai: own('ai'),
})

it('the page names everything that the SDK exports', () => {
  const rows = rowsOf('`wx-server-sdk`', 'name').map(({ name }) => name)
  expect(Object.keys(started.sdk).filter(name => !rows.includes(name))).toEqual([])
})

const wxacode = (name: string, parameters: object) => started.sdk.openapi.wxacode?.[name]?.(parameters)

/** What a phone reads in the picture. */
function textInPicture(answer: Record<string, unknown> | undefined): string | undefined {
  expect(answer).toMatchObject({ errCode: 0, contentType: 'image/png' })
  const { width, height, rgba } = PNG.decode(answer?.buffer as Buffer)
  return jsQR(rgba, width, height)?.data
}

testTable('Open API', 'call', {
  async 'subscribeMessage.send'() {
    const message = { touser: 'me', templateId: 't', page: 'pages/a/index', data: { thing1: { value: '课' } } }
    expect(await started.sdk.openapi.subscribeMessage?.send?.(message)).toMatchObject({ errCode: 0 })
    expect(await started.cloud.outbox('me')).toMatchObject([message])
  },
  async 'security.msgSecCheck'() {
    const check = (content: string) =>
      started.sdk.openapi.security?.msgSecCheck?.({ content, version: 2, scene: 1, openid: 'me' })
    expect(await check('你好')).toMatchObject({ result: { suggest: 'pass' } })
    expect(await check('特3456书yuuo莞6543李zxcz蒜7782法fgnv级')).toMatchObject({ result: { suggest: 'risky' } })
    const first = (content: string) => started.sdk.openapi.security?.msgSecCheck?.({ content })
    expect(await first('你好')).toEqual({ errCode: 0, errMsg: 'openapi.security.msgSecCheck:ok' })
    await expect(first('完2347全dfji试3726测asad感3847知qwez到')).rejects.toMatchObject({ errCode: 87014 })
  },
  async 'wxacode.getUnlimited'() {
    const code = await wxacode('getUnlimited', { scene: 'id=b1', page: 'pages/door/index', width: 280 })
    expect(textInPicture(code)).toBe('pages/door/index?scene=id%3Db1')
    await expect(wxacode('getUnlimited', { scene: 'x'.repeat(33) })).rejects.toMatchObject({ errCode: 40169 })
    await expect(wxacode('getUnlimited', { scene: 'a', page: '/pages/a' })).rejects.toMatchObject({ errCode: 41030 })
  },
  async 'wxacode.get'() {
    expect(textInPicture(await wxacode('get', { path: 'pages/door/index?id=1' }))).toBe('pages/door/index?id=1')
    await expect(wxacode('get', { path: '' })).rejects.toMatchObject({ errCode: 40159 })
  },
  async 'wxacode.createQRCode'() {
    expect(textInPicture(await wxacode('createQRCode', { path: 'pages/a/index' }))).toBe('pages/a/index')
  },
  'any other': () => {
    // A file travels as bytes, which are not JSON.
    const media = { contentType: 'image/png', value: Buffer.from([0x89, 0x50]) }
    return started.sdk.openapi.security?.imgSecCheck?.({ media })
  },
})
