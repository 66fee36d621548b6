import { CODES_LAST } from '../bookings/pass'
import { CONSENT_AGE } from '../people/members'
import { MINUTE } from '../time'
import { POSITION_USES } from './disclosures'
import { KEEP, sayPeriod } from './keep'
import type { Operator } from './operator'

/** A part of the privacy policy. */
export interface PolicyPart {
  title: string
  lines: readonly string[]
}

/** How long is kept what, by topic of `RETENTION`; a test compares the periods. */
export const PERIOD_LINES = {
  household: [
    `家人资料、订餐优惠资格、微信编号：您删就删；${sayPeriod(KEEP.account)}没有约过、也没有改过资料，自动全部删除。`,
    `每周自动订餐的安排：最后一天或您停了以后 ${sayPeriod(KEEP.relation)}后删掉；全部删除时马上删掉。`,
    `谁帮谁订餐：解除 ${sayPeriod(KEEP.relation)}后删掉；其中一位全部删除时马上删掉。`,
    `全部删除以后，账户编号和删除的日子再留 ${sayPeriod(KEEP.erasure)}，免得重复提交的删除删掉您后来的资料，然后也删掉。`,
    '一起照看孩子：对方能看到孩子的称呼和课，能帮孩子约和取消；哪一方结束、删掉孩子，马上作废；孩子满 14 岁，就看不到了。',
    `想听的新课：告诉您一次就删；您去掉就删；点了 ${sayPeriod(KEEP.interest)}还没有，也删掉。`,
  ],
  bookings: [
    `预约、候补、签到、订餐、发过的消息：这一场结束 ${sayPeriod(KEEP.booking)}后去掉是谁，只留来过几人、什么时候。`,
    `整期报名：报名 ${sayPeriod(KEEP.enrolment)}后去掉是谁。`,
    '删掉一位家人以后，几分钟内，过去的记录里也不再有这位家人。',
  ],
  guests: [`请中心代约时报的称呼和电话后四位：这一场结束 ${sayPeriod(KEEP.guest)}后删掉。`],
  'no-shows': [`约了没来的记录和您的说明：${sayPeriod(KEEP.noShow)}后删掉，到那时既不算次数，也没有暂停了。`],
  stations: [`坐过的驿站和时间：离开 ${sayPeriod(KEEP.visit)}后删掉，统计里只留时间，不留是谁。`],
  needs: [
    `提过的需求、谁也需要，议题里支持过的，服务项目谁负责：${sayPeriod(KEEP.need)}后去掉是谁；写的话和答复留着，本来就看不出是谁写的。`,
    `议题表决的票：截止 ${sayPeriod(KEEP.vote)}后删掉，只留总数。`,
  ],
  points: [
    `积分的任务、兑换和账：${sayPeriod(KEEP.points)}后去掉是谁；两家互相帮忙的次数：${sayPeriod(KEEP.help)}后删掉；分户分给了哪一家：${sayPeriod(KEEP.relation)}后删掉。`,
    `一家人的积分：${sayPeriod(KEEP.account)}没有用过就删掉；全部删除时马上作废，没拿的东西不再留着。`,
  ],
  contest: [`好项目的评委和报送人：${sayPeriod(KEEP.contest)}后删掉评委的资料、去掉是谁报送的；项目和名次留着。`],
  volunteers: [
    `志愿班次的名单和时长：这一班结束 ${sayPeriod(KEEP.hours)}后去掉是谁；时长证明：开出 ${sayPeriod(KEEP.hours)}后删掉，查不到了。`,
    `志愿者的称呼、电话和总时长：${sayPeriod(KEEP.account)}没有报名或服务就删掉；全部删除时马上删掉，没开始的班次让出来。`,
  ],
  groups: [`居民小组里有谁：您退出时马上删掉；小组结束 ${sayPeriod(KEEP.group)}后全部删掉。`],
  staff: [
    `工作人员的操作：${sayPeriod(KEEP.act)}后去掉是谁；全部删除以后，只剩看不出是谁的编号。`,
    `社工证书：最后一张到期 ${sayPeriod(KEEP.certificate)}后删掉；全部删除时马上删掉。不记证书编号，不拍照。`,
    `合伙人的协议：结束 ${sayPeriod(KEEP.group)}后去掉是谁改的、谁复核的。`,
    `请人做工作人员的邀请：过期 ${sayPeriod(KEEP.invitation)}后删掉。`,
  ],
  technical: [
    `防止网络不好做两遍的操作编号、结束了的预约清单：${sayPeriod(KEEP.request)}后删掉；没做成的系统任务：${sayPeriod(KEEP.setback)}后删掉。`,
  ],
} as const

/** The privacy policy, in the words people use. `operator` is null in a demo. */
export function privacyPolicy(operator: Operator | null): readonly PolicyPart[] {
  return [
    { title: '谁在处理您的资料', lines: operatorLines(operator) },
    {
      title: '我们记什么',
      lines: [
        '微信给这个小程序的用户编号，用来认出这是您的预约。',
        '您填的家人资料：称呼、关系、出生年月。不要真实姓名，不要身份证号，不要手机号。',
        '您的预约、候补、取消、签到和约了没来的时间，您说明原因时写的话。',
        '订餐时点的菜，送餐的地址和电话，替您取餐的人怎么称呼；谁帮谁订餐（帮您订的人看得到您订的餐和送餐地址）；工作人员看过证件后记下的优惠资格和有效期，不记号码，不拍照。',
        '您发给家人的预约卡片：什么时候发的、收回没有；卡片里的钥匙不存，只存认得出它的编号。',
        '您最近一次坐的或留的驿站和时间，和这之前两小时内坐下的时间。',
        '积分：做过哪些任务、怎么说的、有没有人确认、换过什么；确认、提意见和评议的是哪一家，只记编号。',
        '做志愿者：您留的称呼和电话，会做什么，报了哪些班次，签到签退的时间和时长。',
        '您提的需求；谁也需要、谁支持议题、怎么表决，只记编号。',
        '您加入了哪些居民小组，是不是负责人。',
        '没有手机的人请中心代约时：当时报的称呼和电话后四位。',
        '您做工作人员时的操作：什么时候让谁进来、改了什么、为什么。',
      ],
    },
    {
      title: '您的位置',
      lines: [
        `您点过「离我近」以后，这些地方会把当时的大概位置发给服务器：${Object.values(POSITION_USES).join('、')}。`,
        '服务器算完距离就丢掉，不存，也不写进日志。门口签到不看位置。',
        '手机里留着最近一次的位置，免得每次都问；全部删除时一起删掉。',
      ],
    },
    {
      title: '用来做什么',
      lines: [
        '帮您约课、签到、提醒上课。',
        '让中心知道来几个人，好准备名额。',
        '按节次统计人数，统计里看不出是谁。',
        '不做广告，不给人打分画像。',
      ],
    },
    { title: '留多久', lines: Object.values(PERIOD_LINES).flat() },
    {
      title: '孩子的资料',
      lines: [
        `未满 ${CONSENT_AGE} 岁的孩子，要监护人在页面上勾选同意才会记录。`,
        '只记称呼和出生年月，只用来按年龄排课、签到。',
        '监护人随时可以在「我的」里查看、修改、复制或删除，同意的记录一起删掉。',
        `孩子满 ${CONSENT_AGE} 岁以后，监护人同意的记录自动删掉。`,
      ],
    },
    {
      title: '谁看得到',
      lines: [
        '您约了课的那个中心的工作人员，看到的是遮住一部分的称呼和签到情况。',
        '工作人员查找时，几位的称呼遮住后分不清，才会多显示几个字，直到分得清，可能是全名。',
        `您把预约发给家人时，拿到卡片的人看得到这一场的签到码、时间地点和来的人怎么称呼，到这一场结束、或您收回后 ${CODES_LAST / MINUTE} 分钟为止。`,
        '您说明原因时写的话，只有这个中心的负责人看得到。',
        '做过的积分任务和遮住一部分的称呼要公示，公示期间谁都看得到；提意见和评议的是谁，不公开。',
        '志愿班次的工作人员看到的是遮住一部分的称呼；您几次没来，带班的人才看得到您留的电话。时长证明凭编号谁都能查，称呼也遮住一部分。',
        '居民小组的成员互相看得到遮住一部分的称呼；没加入的人只看得到负责人的称呼（遮住一部分）和人数。',
        '工作人员的操作有记录，中心负责人和上级单位看得到，里面的称呼也遮住一部分。',
        '我们不卖、不交换、不公开您的资料。抽签公示的名单里只有编号和人数。',
      ],
    },
    {
      title: '放在哪里',
      lines: [
        '资料存在微信云开发在中国境内的服务器上，不传到境外。小程序不能直接读数据库，只能按您的身份一条一条取。',
        '全部删除或到期以后，留下的记录只有用密钥算出的编号；密钥不放在数据库里，只拿到数据库，看不出是谁的。',
      ],
    },
    {
      title: '您可以怎么办',
      lines: [
        '在「我的」里查看、修改、删除家人资料。',
        '在「我的 → 我的资料」里，把记着的全部内容列出来复制带走，包括您做工作人员时的操作。',
        '在同一页里全部删除：马上删掉家人、称呼、监护人同意、微信编号、工作人员身份；几分钟内，过去的预约、签到里不再有您，约了没来的记录删掉。',
        '全部删除后还留着的：来过几人、什么时候来的；工作人员操作的时间和内容，没有是谁；最近坐过几次驿站，只留次数，一天后删掉。',
        '还有要去的预约时不能全部删除，请先取消。',
        '觉得我们做得不对，可以联系上面的运营单位，也可以向当地网信部门投诉。',
      ],
    },
  ]
}

function operatorLines(operator: Operator | null): readonly string[] {
  if (!operator) return ['这是演示版，没有运营单位：资料只在这台机器上。正式使用前，要填好运营单位和联系方式。']
  const { name, contact, address, since } = operator
  return [
    `运营单位：${name}`,
    `个人信息的问题，请联系：${contact}`,
    `地址：${address}`,
    `这份说明从 ${since} 起生效，以后有改动会写在这里。`,
  ]
}
