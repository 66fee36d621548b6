import type { Reply } from '@domain/contracts/reply'
import { CHOICES } from '@domain/governance/topic'
import { HOUR, MINUTE } from '@domain/time'
import type {
  NeedDocument,
  TopicDocument,
  TopicVoteDocument,
} from '../../../../cloudfunctions/lib/kernel/store/documents'
import { aTopic } from '../../../../worlds/fixtures/governance'
import { BEGINNING, type CentrePlan } from '../city/plan'
import type { Sent } from '../core/simulation'
import type { Area, City } from './area'

/** Votes end on the first two evenings. */
const ENDS = [20 * HOUR, 44 * HOUR]

/** Needs that people put, support and get answered; topics that gather them; votes in the app and on paper. */
export const governance: Area = {
  name: 'governance',
  acts: [
    { does: 'put a need', perDay: 2, hours: [7, 21], run: put },
    { does: 'support a need', perDay: 3, hours: [7, 21], run: support },
    { does: 'answer a need', perDay: 2, hours: [8, 20], run: answer },
    { does: 'merge a need', perDay: 0.5, hours: [8, 20], run: merge },
    { does: 'gather needs in a topic', perDay: 1, hours: [8, 20], run: gather },
    { does: 'edit a topic', perDay: 0.5, hours: [8, 20], run: edit },
    { does: 'support a topic', perDay: 3, hours: [7, 21], run: supportTopic },
    { does: 'vote', perDay: 6, hours: [8, 22], run: vote },
    { does: 'enter a paper', perDay: 3, hours: [8, 22], run: enterPaper },
    { does: 'decide a topic', perDay: 1, hours: [8, 22], run: decide },
  ],
  due: [
    { what: 'the answer to a need', collection: 'needs', field: 'dueAt' },
    { what: 'a message about a need', collection: 'needs', field: 'lookAt', isMessage: true, after: 2 * MINUTE },
    { what: 'the end of a vote', collection: 'topics', field: 'dueAt' },
    { what: 'the figures of a project', collection: 'projects', field: 'dueAt' },
  ],
  begin: city => {
    city.simulation.seedWith({ topics: city.plan.centres.flatMap(votesOf) })
    const told = new Told()
    return {
      checkWrite: write => {
        if (write.collection === 'needs') return needViolations(write.before, write.after)
        if (write.collection === 'topics') return topicViolations(write.after)
        return write.collection === 'topicvotes' ? voteViolations(write.before, write.after) : []
      },
      onCall: (sent, reply) => told.onCall(sent, reply),
      atRest: () => [...told.broken(city), ...resultViolations(city)],
    }
  },
}

function votesOf({ id: centreId }: CentrePlan): TopicDocument[] {
  return ENDS.map((end, n) =>
    aTopic({
      ...{ _id: `vote-${centreId}-${n}`, centreId, needIds: [], state: 'voting', at: BEGINNING - HOUR },
      ...{ opensAt: BEGINNING - HOUR, closesAt: BEGINNING + end, dueAt: BEGINNING + end + 2 * MINUTE },
    }),
  )
}

/** The first answer stands, and a need goes on only. */
function needViolations(before: NeedDocument | null, { _id, answer, state, escalations }: NeedDocument): string[] {
  if (!before) return []
  const isAnswerChanged = before.answer !== null && JSON.stringify(before.answer) !== JSON.stringify(answer)
  const isOpenedAgain = before.state !== 'open' && state === 'open'
  return [
    ...(isAnswerChanged || isOpenedAgain ? [`${_id}: its first answer does not stand`] : []),
    ...(escalations.length < before.escalations.length ? [`${_id}: its way has become shorter`] : []),
  ]
}

/** Supporters are those of the present version. */
function topicViolations({ _id, voices, version, supporters }: TopicDocument): string[] {
  const own = Object.values(voices).filter(voice => voice.version === version).length
  return own === supporters ? [] : [`${_id}: ${supporters} supporters, ${own} voices for its version`]
}

/** A voice is final once it counts, and one on paper counts when two have entered it. */
function voteViolations(before: TopicVoteDocument | null, after: TopicVoteDocument): string[] {
  const { _id, way, counted, choice, first, second } = after
  const isChanged = before?.counted === true && (!counted || choice !== before.choice)
  const isAlone = way === 'counter' && counted && (second === null || second.by === first)
  return [
    ...(isChanged ? [`${_id}: a voice that counts was changed`] : []),
    ...(isAlone ? [`${_id}: a paper counts that one person has entered`] : []),
  ]
}

/** A result is what the voices come to. */
function resultViolations({ simulation }: City): string[] {
  const voices = simulation.all('topicvotes').filter(({ counted }) => counted)
  return simulation.all('topics').flatMap(({ _id, result }) => {
    if (!result) return []
    const own = voices.filter(({ topicId }) => topicId === _id)
    const wrong = CHOICES.filter(choice => own.filter(voice => voice.choice === choice).length !== result[choice])
    return wrong.length === 0 ? [] : [`${_id}: its result is not what its voices come to`]
  })
}

/** What phones have received: households that support a need, and that have voted. */
class Told {
  private readonly support = new Map<string, Set<string>>()
  private readonly votes = new Map<string, Set<string>>()

  onCall({ openid, route, input }: Sent, reply: Reply | null): void {
    if (!reply?.ok) return
    const { needId, topicId } = input as { needId?: string; topicId?: string }
    if (route === 'need.support' && needId) note(this.support, needId, openid)
    if (route === 'topic.vote' && topicId) note(this.votes, topicId, openid)
  }

  broken({ simulation }: City): string[] {
    const supported = [...this.support].flatMap(([needId, households]) => {
      const { supporters = 0 } = simulation.one('needs', needId) ?? {}
      return supporters < households.size ? [`${needId}: households were told that their support counts`] : []
    })
    const voted = [...this.votes].flatMap(([topicId, households]) => {
      const own = simulation.all('topicvotes').filter(vote => vote.topicId === topicId && vote.way === 'app')
      return own.length < households.size ? [`${topicId}: households were told that their voice counts`] : []
    })
    return [...supported, ...voted]
  }
}

function note(all: Map<string, Set<string>>, id: string, openid: string): void {
  all.set(id, (all.get(id) ?? new Set()).add(openid))
}

function needsOf({ simulation }: City, centre: CentrePlan, fits: (need: NeedDocument) => boolean = () => true) {
  return simulation.all('needs').filter(need => need.centreId === centre.id && fits(need))
}

function topicOf(city: City, centre: CentrePlan, state: TopicDocument['state']): TopicDocument | undefined {
  const { simulation } = city
  return city.oneOf(simulation.all('topics').filter(topic => topic.centreId === centre.id && topic.state === state))
}

/** Some ask to be told of what comes of it. */
function put(city: City, centre: CentrePlan): void {
  const { random } = city.simulation
  const phone = city.phoneOf(city.aResident(centre))
  const text = `第 ${random.whole(1, 999)} 号路灯不亮`
  phone.press('need.put', { centreId: centre.id, category: 'street', text }, reply => {
    const { need } = (reply.ok ? reply.data : {}) as { need?: { id: string } }
    if (need && random.chance(0.7)) phone.press('need.tell', { needId: need.id })
  })
}

/** Three at the same moment. */
function support(city: City, centre: CentrePlan): void {
  const need = city.oneOf(needsOf(city, centre, ({ state }) => state !== 'merged'))
  for (const _ of need ? [1, 2, 3] : [])
    city.phoneOf(city.aResident(centre)).press('need.support', { needId: need?._id ?? '' })
}

/** Sometimes two people answer at the same moment. */
function answer(city: City, centre: CentrePlan): void {
  const need = city.oneOf(needsOf(city, centre, ({ state }) => state === 'open'))
  if (!need) return
  const input = { centreId: centre.id, needId: need._id }
  city.managerOf(centre).press('office.answerNeed', { ...input, kind: 'done', words: '这周就办' })
  if (city.simulation.random.chance(0.5))
    city.managerOf(centre).press('office.answerNeed', { ...input, kind: 'topic', words: '大家商量' })
}

function merge(city: City, centre: CentrePlan): void {
  const [into, need] = needsOf(city, centre, ({ state }) => state === 'open').sort((a, b) => a.at - b.at)
  if (into && need)
    city.managerOf(centre).press('office.mergeNeed', { centreId: centre.id, needId: need._id, intoId: into._id })
}

function gather(city: City, centre: CentrePlan): void {
  const need = city.oneOf(needsOf(city, centre))
  if (!need) return
  const text = { title: '修路灯', words: '先修最暗的三盏', needIds: [need._id] }
  city.managerOf(centre).press('office.saveTopic', { centreId: centre.id, revision: 0, ...text })
}

function edit(city: City, centre: CentrePlan): void {
  const topic = topicOf(city, centre, 'gathering')
  if (!topic) return
  const { _id: topicId, revision, title, needIds } = topic
  const words = `先修 ${city.simulation.random.whole(1, 99)} 盏`
  city.managerOf(centre).press('office.saveTopic', { centreId: centre.id, topicId, revision, title, words, needIds })
}

function supportTopic(city: City, centre: CentrePlan): void {
  const topic = topicOf(city, centre, 'gathering')
  if (!topic) return
  const { _id: topicId, version } = topic
  for (const _ of [1, 2]) city.phoneOf(city.aResident(centre)).press('topic.support', { topicId, version })
}

/** Those who were there vote; some press twice, the second time for something else. */
function vote(city: City, centre: CentrePlan): void {
  const { simulation } = city
  const topic = topicOf(city, centre, 'voting')
  const came = city.oneOf(simulation.matching('bookings', { checkIn: { $ne: null } }))
  const resident = came && city.residentOf(came.accountId)
  if (!topic || !resident) return
  for (const _ of simulation.random.chance(0.3) ? [1, 2] : [1])
    city.phoneOf(resident).press('topic.vote', { topicId: topic._id, choice: simulation.random.pick(CHOICES) })
}

/** Most papers are entered by two, some differently. */
function enterPaper(city: City, centre: CentrePlan): void {
  const { random } = city.simulation
  const topic = topicOf(city, centre, 'voting')
  if (!topic) return
  const paper = { name: '李大爷', lastFour: String(random.whole(1000, 9999)) }
  const choice = random.pick(CHOICES)
  for (const openid of random.chance(0.7) ? centre.staff : centre.staff.slice(0, 1)) {
    const entered = random.chance(0.8) ? choice : random.pick(CHOICES)
    city
      .phoneOf({ openid })
      .press('staff.enterVote', { centreId: centre.id, topicId: topic._id, ...paper, choice: entered })
  }
}

function decide(city: City, centre: CentrePlan): void {
  const topic = topicOf(city, centre, 'counted')
  if (!topic) return
  const adopted = city.simulation.random.chance(0.7)
  const input = { centreId: centre.id, topicId: topic._id, adopted, reasons: '大家都说要' }
  city.managerOf(centre).press('office.decideTopic', input)
}
