import type { Reply } from '@domain/contracts/reply'
import { DAY, HOUR, MINUTE } from '@domain/time'
import type { SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { Area, City, Watcher } from '../areas/area'
import { type FaultRates, NO_FAULTS } from '../core/faults'
import type { Sent, Simulation } from '../core/simulation'
import { DoorPhone } from '../phones/door-phone'
import { Phone } from '../phones/phone'
import { overdue } from './overdue'
import { BEGINNING, type CentrePlan, type CityPlan, foundCity, planCity, type Resident } from './plan'
import { DAYS_AHEAD, timetableOf } from './timetable'
import { planFaults } from './trouble'

/** In these hours nothing new begins and no fault occurs, so that the state can be checked at rest. */
const QUIET = { from: 3 * HOUR, until: 4.5 * HOUR, look: 4 * HOUR + 20 * MINUTE + 30_000 }

/** How often overdue work is checked. */
const LOOK_EVERY = 5 * MINUTE

/** A city with its people, phones, centres and timetable, day by day. */
export class SimulatedCity implements City {
  readonly plan: CityPlan
  private readonly phones = new Map<string, Phone[]>()
  private readonly doorPhones = new Map<string, DoorPhone[]>()
  private readonly sessions = new Map<string, string[]>()
  private readonly watchers: Watcher[]
  private readonly usualFaults: FaultRates

  constructor(
    readonly simulation: Simulation,
    private readonly areas: readonly Area[],
    centres: number,
    private readonly share: number,
  ) {
    this.plan = planCity(centres)
    this.usualFaults = simulation.faults
    simulation.seedWith(foundCity(this.plan, simulation.random))
    this.watchers = areas.flatMap(({ begin }) => begin?.(this) ?? [])
    simulation.watch(write => {
      for (const { checkWrite, onWrite } of this.watchers) {
        const wrong = checkWrite?.(write)
        if (wrong && wrong.length > 0) this.report(wrong)
        onWrite?.(write)
      }
    })
    for (let day = 0; day < DAYS_AHEAD; day++) this.publish(BEGINNING + day * DAY)
  }

  /** Runs one more day, from midnight to the small hours of the next day. Throws `ViolationError`. */
  async live(day: number): Promise<void> {
    const { simulation } = this
    const midnight = BEGINNING + day * DAY
    this.publish(midnight + DAYS_AHEAD * DAY)
    this.planActs(midnight)
    for (let at = midnight; at < midnight + DAY; at += MINUTE) simulation.at(at + 500, () => this.minute())
    for (let at = midnight; at < midnight + DAY; at += LOOK_EVERY)
      simulation.at(at + 30_000, () => this.lookForOverdue())
    simulation.at(midnight + QUIET.from, () => this.setFaults(NO_FAULTS))
    simulation.at(midnight + QUIET.look, () => this.lookAtAll())
    simulation.at(midnight + QUIET.until, () => this.setFaults(this.usualFaults))
    planFaults(this, midnight)
    await simulation.runUntil(midnight + DAY)
  }

  /** Whether a moment, epoch ms, is in the quiet hours. */
  isQuiet(moment: number): boolean {
    const sinceMidnight = (moment - BEGINNING) % DAY
    return sinceMidnight >= QUIET.from - 15 * MINUTE && sinceMidnight < QUIET.until
  }

  timerAwayUntil = 0

  phoneOf({ openid }: Pick<Resident, 'openid'>): Phone {
    const { random } = this.simulation
    const phones = this.phones.get(openid) ?? this.givePhones(openid)
    return phones[random.whole(0, phones.length - 1)] ?? (phones[0] as Phone)
  }

  doorPhoneOf(centre: CentrePlan): DoorPhone {
    const phones =
      this.doorPhones.get(centre.id) ??
      centre.staff.map(openid => new DoorPhone(this.simulation, openid, this.clockError(), this.tells, centre.id))
    this.doorPhones.set(centre.id, phones)
    return phones[this.simulation.random.whole(0, phones.length - 1)] as DoorPhone
  }

  managerOf(centre: CentrePlan): Phone {
    return this.phoneOf({ openid: centre.manager })
  }

  centreOf(centreId: string): CentrePlan | undefined {
    return this.plan.centres.find(({ id }) => id === centreId)
  }

  aResident(centre: CentrePlan): Resident {
    const { random } = this.simulation
    const among = random.chance(0.1) ? this.plan.residents : centre.residents
    return among[random.whole(0, among.length - 1)] as Resident
  }

  residentOf(accountId: string): Resident | undefined {
    return this.plan.residents.find(resident => resident.accountId === accountId)
  }

  coming(centre: CentrePlan, fits: (session: SessionDocument) => boolean = () => true): SessionDocument[] {
    const { simulation } = this
    const open = (this.sessions.get(centre.id) ?? []).filter(
      id => (simulation.one('sessions', id)?.endsAt ?? 0) > simulation.now - HOUR,
    )
    this.sessions.set(centre.id, open)
    return open.flatMap(id => {
      const session = simulation.one('sessions', id)
      return session && fits(session) ? [session] : []
    })
  }

  oneOf<Item>(items: readonly Item[]): Item | undefined {
    return items.length === 0 ? undefined : items[this.simulation.random.whole(0, items.length - 1)]
  }

  later(moment: number, run: () => void): void {
    this.simulation.at(this.isQuiet(moment) ? moment + 2 * HOUR : moment, run)
  }

  private givePhones(openid: string): Phone[] {
    const count = this.simulation.random.chance(0.15) ? 2 : 1
    const phones = Array.from(
      { length: count },
      () => new Phone(this.simulation, openid, this.clockError(), this.tells),
    )
    this.phones.set(openid, phones)
    return phones
  }

  /** Most clocks are nearly right; for most of the others the app has learned the correct time. */
  private clockError(): number {
    const { random } = this.simulation
    if (random.chance(0.85)) return random.whole(-2000, 2000)
    return random.chance(0.7) ? random.whole(-45_000, 45_000) : random.whole(-12 * MINUTE, 12 * MINUTE)
  }

  private readonly tells = (sent: Sent, reply: Reply | null): void => {
    for (const { onCall } of this.watchers) onCall?.(sent, reply)
  }

  private publish(midnight: number): void {
    for (const centre of this.plan.centres) {
      const sessions = timetableOf(centre, midnight, this.simulation.random)
      this.simulation.seedWith({ sessions })
      const ids = sessions.map(({ _id }) => _id)
      this.sessions.set(centre.id, [...(this.sessions.get(centre.id) ?? []), ...ids])
    }
  }

  private planActs(midnight: number): void {
    const { random } = this.simulation
    for (const { acts } of this.areas) {
      for (const { perDay, hours = [0, 24], run } of acts) {
        for (const centre of this.plan.centres) {
          const mean = perDay * this.share
          const times = Math.floor(mean) + (random.chance(mean % 1) ? 1 : 0)
          for (let n = 0; n < times; n++) {
            const at = midnight + random.whole(hours[0] * HOUR, hours[1] * HOUR - 1)
            if (!this.isQuiet(at)) this.simulation.at(at, () => run(this, centre))
          }
        }
      }
    }
  }

  private minute(): void {
    const { simulation } = this
    if (simulation.now < this.timerAwayUntil) simulation.disturbTimer()
    else simulation.tick()
  }

  private setFaults(faults: FaultRates): void {
    this.simulation.faults = faults
  }

  private lookForOverdue(): void {
    this.report(overdue(this, this.areas, this.watchers))
  }

  private lookAtAll(): void {
    this.lookForOverdue()
    for (const { atRest } of this.watchers) this.report(atRest?.() ?? [])
  }

  /** Reports violations, except those that name an excused document. */
  private report(lines: readonly string[]): void {
    const { excused } = this.simulation
    const kept =
      excused.size === 0 ? lines : lines.filter(line => !line.split(/[\s:/,"']+/).some(word => excused.has(word)))
    if (kept.length > 0) this.simulation.fail(kept)
  }
}
