import { aHousehold } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { CLASS, seedClass } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(seedClass)

test.each(['q=https://example.invalid/door?x=100%', 'scene=%', 'q=%E4%B8'])(
  'a link with a stray %% opens its page: %s',
  async query => {
    const phone = new Phone(held.cloud, 'from-a-link')
    phone.launch(`pages/arrive/index?${query}`)
    await phone.sees('现在没有要签到的预约')
  },
)

test('a name that is written from right to left is isolated, so that the figure stays behind it', async () => {
  const { cloud } = held
  const household = aHousehold('arabic', cloudNow())
  household.members = household.members.map(member =>
    member.id === 'guoguo' ? { ...member, nickname: 'أحمد' } : member,
  )
  await cloud.seed({ accounts: [household] })
  const { booking } = await cloud.ask('arabic', 'booking.create', { sessionId: CLASS.today, memberIds: ['guoguo'] })
  const phone = new Phone(cloud, 'arabic')
  phone.launch(`pages/code/index?id=${booking.id}`)
  await phone.reads('code-party', '\u2068أحمد\u2069 · 1 人')
})

test('a name with invisible characters is kept as it is seen, and one that is blank is refused in the form', async () => {
  const phone = new Phone(held.cloud, 'pasted')
  phone.launch('pages/member/index?relation=elder')
  await phone.type('member-nickname', '\u3164')
  await phone.tap('member-save')
  await phone.sees('请填一个称呼')
  await phone.type('member-nickname', '外\u200B婆👵🏽')
  await phone.tap('member-save')
  await phone.agreeToPrivacy()
  await phone.sees('保存好了')
  const { members } = await held.cloud.ask('pasted', 'me.get', {})
  expect(members[1]?.nickname).toBe('外婆👵🏽')
})
