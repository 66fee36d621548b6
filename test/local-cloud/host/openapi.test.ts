import { isValidValue } from '../../../local-cloud/host/openapi/values'
import { type Running, startProbes } from './harness'

let running: Running
beforeAll(async () => {
  const openapi = ['subscribeMessage.send', 'security.msgSecCheck', 'customerServiceMessage.send']
  running = await startProbes({ probe: { permissions: { openapi } }, bare: null }, { refusedWords: ['坏词'] })
})
afterAll(() => running.stop())

const notify = (message: object) => running.cloud.invoke('probe', { do: 'notify', message }, 'sender')
const admin = async (body: BodyInit, headers: Record<string, string> = {}) =>
  (await fetch(`${running.cloud.url}/admin`, { method: 'POST', body, headers })).json()

describe('subscribeMessage.send', () => {
  it('lands in the outbox of the receiver, newest first', async () => {
    const data = { thing1: { value: '书法小课桌' }, date2: { value: '2025年7月12日 09:30' } }
    const message = { touser: 'oReceiver', templateId: 'reminder', page: 'pages/booking/index?id=b1', data }
    expect(await notify(message)).toEqual({ errCode: 0, errMsg: 'openapi.subscribeMessage.send:ok' })
    await notify({ touser: 'oReceiver', templateId: 'offer', data: { number1: { value: 3 } } })
    await notify({ touser: 'oOther', templateId: 'offer', data })
    const reply = await fetch(`${running.cloud.url}/outbox?openid=oReceiver`)
    expect(await reply.json()).toEqual({
      ok: true,
      messages: [
        expect.objectContaining({ templateId: 'offer', page: '', data: { number1: { value: '3' } } }),
        { ...message, id: expect.any(String), at: expect.any(Number) },
      ],
    })
    expect((await running.cloud.outbox()).map(one => one.touser).sort()).toEqual(['oOther', 'oReceiver', 'oReceiver'])
  })

  it.each([
    ['no receiver', { templateId: 't', data: { a: { value: '1' } } }, 40003],
    ['no template', { touser: 'o', data: { a: { value: '1' } } }, 40037],
    ['no data', { touser: 'o', templateId: 't' }, 47003],
    ['data without values', { touser: 'o', templateId: 't', data: { a: {} } }, 47003],
  ])('fails as WeChat does: %s', async (_what, message, errcode) => {
    const before = await running.cloud.outbox()
    await expect(notify(message)).rejects.toMatchObject({ code: 'FUNCTION_FAILED' })
    expect(running.lines.some(line => line.includes(`errCode: ${errcode}`))).toBe(true)
    expect(await running.cloud.outbox()).toEqual(before)
  })

  it('is refused to a function whose config.json does not declare it, with -604101 as on the platform', async () => {
    const message = { touser: 'oReceiver', templateId: 't', data: { thing1: { value: '书法' } } }
    const call = running.cloud.invoke('bare', { do: 'notify', message }, 'sender')
    await expect(call).rejects.toMatchObject({ code: 'FUNCTION_FAILED' })
    expect(running.lines.some(line => line.includes('errCode: -604101'))).toBe(true)
    expect(running.lines.some(line => line.includes('system error: error code: -604101'))).toBe(true)
  })
})

describe('values that WeChat documents for the fields of a message', () => {
  it.each([
    ['thing1', '二十个字'.repeat(5)],
    ['thing1', 'a b, 汉字！'],
    ['phrase2', '已确认'],
    ['name3', '李秀芳'],
    ['name3', 'Maria del Carmen'],
    ['character_string4', 'A-1024/b'],
    ['number5', '3.5'],
    ['time6', '15:01'],
    ['time6', '2019年10月1日 15:01'],
    ['time6', '2019年10月1日 15:01~2019年10月1日 16:00'],
    ['date7', '2019年10月1日'],
    ['date7', '2019年10月1日 15:01'],
    ['time6', '15:01:30'],
    ['time6', '2019-10-01 15:01'],
    ['time6', '2019/10/1 15:01:30'],
    ['date7', '2019-12-25 09:42'],
    ['date7', '2019-12-25 09:42:00'],
    ['date7', '2018-01-01'],
    ['date7', '2018/01/01'],
    ['date7', '2018.01.01'],
    ['date7', '2018-01-01~2018-01-03'],
    ['date7', '2018年1月'],
    ['date7', '1月1日'],
    ['date7', '2018-01'],
    ['date7', '01-01'],
    ['amount8', '¥12.50'],
    ['phone_number9', '+86-0766-66888866'],
    ['car_number10', '粤A8Z888挂'],
    ['keyword1', '类型不认识的字段'],
  ])('are accepted: %s %s', (field, value) => expect(isValidValue(field, value)).toBe(true))

  it.each([
    ['thing1', ''],
    ['thing1', '  '],
    ['thing1', '字'.repeat(21)],
    ['thing1', '两\n行'],
    ['phrase2', '工作人员取消'],
    ['phrase2', '取消!'],
    ['name3', '一二三四五六七八九十一'],
    ['character_string4', '汉字'],
    ['character_string4', 'x'.repeat(33)],
    ['number5', '三'],
    ['time6', '2019年10月1日'],
    ['time6', '2019-10-01'],
    ['time6', '15:01～16:00'],
    ['time6', '25:01'],
    ['date7', '15:01'],
    ['date7', '2018-01/01'],
    ['date7', '2018-01-01T09:42:00.000Z'],
    ['date7', '20180101'],
    ['date7', '2018-01-01~'],
  ])('are refused with 47003: %s %j', (field, value) => expect(isValidValue(field, value)).toBe(false))
})

describe('templates of the account', () => {
  it('refuse unknown ids and other fields', async () => {
    const templates = { mine: { title: '提醒', labels: { thing1: '内容', time2: '时间' } } }
    const known = await startProbes({ probe: { permissions: { openapi: ['subscribeMessage.send'] } } }, { templates })
    const send = async (templateId: string, data: object) => {
      const before = known.lines.length
      const message = { touser: 'o', templateId, data }
      const answer = await known.cloud.invoke('probe', { do: 'notify', message }, 'o').catch(() => null)
      const said = known.lines.slice(before).join('\n')
      return answer ? 0 : Number(/errCode: (-?\d+)/.exec(said)?.[1])
    }
    const thing1 = { value: '书法' }
    const time2 = { value: '15:01' }
    expect(await send('mine', { thing1, time2 })).toBe(0)
    expect(await send('other', { thing1, time2 })).toBe(40037)
    expect(await send('mine', { thing1 })).toBe(47003)
    expect(await send('mine', { thing1, time2, thing9: thing1 })).toBe(47003)
    await known.stop()
  })
})

describe('security.msgSecCheck', () => {
  const check = (content: string, more: object = {}) =>
    running.cloud.invoke('probe', { do: 'check', text: { content, version: 2, scene: 1, openid: 'a', ...more } }, 'a')

  it('passes what people write, and calls listed words risky, also when they are spaced out', async () => {
    expect(await check('果果')).toMatchObject({ errCode: 0, result: { suggest: 'pass', label: 100 } })
    expect(await check('这是坏 词')).toMatchObject({ result: { suggest: 'risky' } })
    expect(await check('特3456书yuuo莞6543李zxcz蒜7782法fgnv级')).toMatchObject({ result: { suggest: 'risky' } })
  })

  it.each([
    ['empty text', '', {}, 44002],
    ['no openid', 'x', { openid: '' }, 40003],
    ['a version that is none', 'x', { version: 1 }, 47001],
    ['an unknown scene', 'x', { scene: 9 }, 40129],
  ])('refuses %s', async (_what, content, more, errcode) => {
    await expect(check(content, more)).rejects.toMatchObject({ code: 'FUNCTION_FAILED' })
    expect(running.lines.some(line => line.includes(`errCode: ${errcode}`))).toBe(true)
  })

  it('needs the permission', async () => {
    await expect(running.cloud.invoke('bare', { do: 'check', text: { content: 'x' } }, 'a')).rejects.toThrow()
    expect(running.lines.filter(line => line.includes('-604101')).length).toBeGreaterThan(0)
  })
})

describe('the protocol address', () => {
  it('tells a function that an open-API call is not offered', async () => {
    await expect(running.cloud.invoke('probe', { do: 'openapi' }, 'a')).rejects.toMatchObject({
      code: 'FUNCTION_FAILED',
    })
    expect(running.lines.some(line => line.includes('-604100'))).toBe(true)
  })

  it('serves open-API calls made as plain JSON too', async () => {
    const requestData = JSON.stringify({ touser: 'plain', template_id: 't', data: { a: { value: 'x' } } })
    const reply = await admin(JSON.stringify({ action: 'wx.api', apiName: 'subscribeMessage.send', requestData }))
    expect(JSON.parse(reply.data.responseData)).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(await running.cloud.outbox('plain')).toHaveLength(1)
  })

  it.each([
    ['not JSON', 'hello'],
    ['a list', '[]'],
    ['no action', '{}'],
    ['an unknown action', '{"action":"storage.batchCopyFile"}'],
    ['a function call without a name', '{"action":"functions.invokeFunction"}'],
    ['open-API parameters that are no JSON', '{"action":"wx.api","apiName":"x","requestData":"{"}'],
  ])('answers a typed failure: %s', async (_what, body) => {
    expect(await admin(body)).toMatchObject({ code: 'INVALID_PARAM', requestId: expect.any(String) })
  })

  it.each([
    ['a broken form', 'x', 'multipart/form-data; boundary=b'],
    ['no boundary', 'x', 'multipart/form-data'],
    [
      'parameters that are not packed',
      '--b\r\ncontent-disposition: form-data; name="action"\r\n\r\nwx.openApi\r\n--b\r\ncontent-disposition: form-data; name="requestData"\r\n\r\n\u00ff\u00ff\u00ff\r\n--b--\r\n',
      'multipart/form-data; boundary=b',
    ],
    [
      'another action',
      '--b\r\ncontent-disposition: form-data; name="action"\r\n\r\nwx.wxPayApi\r\n--b--\r\n',
      'multipart/form-data; boundary=b',
    ],
  ])('answers a typed failure to a form: %s', async (_what, body, type) => {
    expect(await admin(body, { 'content-type': type })).toMatchObject({ code: 'INVALID_PARAM' })
  })

  it('reports a called function that fails as the platform does', async () => {
    const call = (name: string, data: object) =>
      admin(
        JSON.stringify({ action: 'functions.invokeFunction', function_name: name, request_data: JSON.stringify(data) }),
      )
    expect(await call('unknown', {})).toMatchObject({ code: 'FUNCTIONS_REQUEST_FAIL' })
    expect(await call('probe', { do: 'throw' })).toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
    expect(await call('probe', { do: 'nothing' })).toMatchObject({ data: { response_data: 'null' } })
  })
})
