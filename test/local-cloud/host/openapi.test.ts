import { type Running, startProbes } from './harness'

let running: Running
beforeAll(async () => {
  running = await startProbes({ probe: null })
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
