import { currentCode } from '@domain/checkin/code'
import type { Reply } from '@domain/contracts/reply'
import { MAX_SCANS_PER_CALL, type ScanResult } from '@domain/contracts/staff-offline'
import { MINUTE } from '@domain/time'
import type { BookingDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { Sent, Simulation } from '../core/simulation'
import { Phone } from './phone'

/** How often a phone with stored scans tries to upload them, ms. */
const UPLOAD_EVERY = MINUTE

interface Scan {
  bookingId: string
  nonce: string
  code: string
  at: number
}

/** A phone of the staff at the door: without a network it accepts people from its pack, and uploads the scans later. */
export class DoorPhone extends Phone {
  private queue: Scan[] = []
  private uploads = false

  constructor(
    simulation: Simulation,
    openid: string,
    clockError: number,
    onCall: (sent: Sent, reply: Reply | null) => void,
    private readonly centreId: string,
  ) {
    super(simulation, openid, clockError, onCall)
  }

  /** Number of scans without an answer of the server, without those of bookings that refuse every write. */
  get waiting(): number {
    return this.queue.filter(({ bookingId }) => !this.simulation.isExcused([bookingId])).length
  }

  /** Scans the code that the phone of a booking shows; `showsWith`: the error of that phone's clock, ms. */
  scan(booking: BookingDocument, showsWith: number, face: 'qr' | 'digits'): void {
    const { simulation, centreId } = this
    const shown = currentCode(booking.secret, booking._id, simulation.now + simulation.clockStep + showsWith, booking)
    if (this.isOnline) {
      this.press('staff.checkIn', { centreId, code: shown[face] }, reply => {
        // The code has expired: staff search the name instead.
        if (!reply.ok && (reply.code === 'CODE_EXPIRED' || reply.code === 'CODE_INVALID')) this.byName(booking)
      })
      return
    }
    const nonce = simulation.newRequestId()
    simulation.note(`${this.openid} scans ${booking._id} without a network, ${nonce}`)
    this.queue.push({ bookingId: booking._id, nonce, code: shown[face], at: this.clock })
    if (!this.uploads) this.upload()
  }

  byName({ _id: bookingId }: BookingDocument): void {
    this.press('staff.checkInByName', { centreId: this.centreId, bookingId })
  }

  private upload(): void {
    const { simulation, centreId } = this
    this.uploads = this.queue.length > 0
    if (!this.uploads) return
    simulation.after(UPLOAD_EVERY, () => this.upload())
    const scans = this.queue.slice(0, MAX_SCANS_PER_CALL).map(({ nonce, code, at }) => ({ nonce, code, at }))
    this.press('staff.uploadScans', { centreId, scans }, reply => {
      if (!reply.ok) return
      const { results } = reply.data as { results: ScanResult[] }
      const done = new Set(results.map(({ nonce }) => nonce))
      this.queue = this.queue.filter(({ nonce }) => !done.has(nonce))
    })
  }
}
