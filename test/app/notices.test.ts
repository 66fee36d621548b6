import { book, CLASS, seedClass } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(seedClass)
const NOTICES = jest.requireActual<Record<string, { templateId: string }>>('./support/notices.json')
const idOf = (kind: string) => NOTICES[kind]?.templateId ?? ''

async function bookedPhone(openid: string): Promise<Phone> {
  const { id } = await book(held.cloud, openid, CLASS.later)
  const phone = new Phone(held.cloud, openid)
  phone.launch(`pages/booking/index?id=${id}`)
  await phone.sees('开始前提醒我')
  return phone
}

test('the prompt has the ids of the account, and a louder consent is one too', async () => {
  const phone = await bookedPhone('loud')
  const asked: (readonly string[])[] = []
  phone.around.prompt = ids => {
    asked.push(ids)
    return Object.fromEntries(ids.map(id => [id, 'acceptWithAudio']))
  }
  await phone.tap('remind-me')
  await phone.sees('开始前会提醒您')
  expect(asked).toEqual([[idOf('reminder'), idOf('changed')]])
})

test('one bad id spoils only its own kind, and is not asked for again', async () => {
  const phone = await bookedPhone('unlucky')
  const asked: (readonly string[])[] = []
  phone.around.prompt = ids => {
    asked.push(ids)
    if (ids.includes(idOf('changed')))
      throw Object.assign(new Error('requestSubscribeMessage:fail'), { errCode: 20001 })
    return Object.fromEntries(ids.map(id => [id, 'reject']))
  }
  await phone.tap('remind-me')
  await phone.sees('好的，不打扰您')
  expect(asked).toEqual([[idOf('reminder'), idOf('changed')], [idOf('reminder')], [idOf('changed')]])
  expect(phone.around.logged.join(' ')).toContain('20001')
  asked.length = 0
  phone.around.prompt = ids => {
    asked.push(ids)
    return Object.fromEntries(ids.map(id => [id, 'accept']))
  }
  await phone.tap('remind-me')
  await phone.sees('开始前会提醒您')
  expect(asked).toEqual([[idOf('reminder')]])
})
