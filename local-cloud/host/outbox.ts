import { randomUUID } from 'node:crypto'
import type { DatabaseSchema, Engine } from '../engine/engine'

/** A subscription message as the phone would show it. */
export interface OutboxMessage {
  id: string
  /** Openid of the receiver. */
  touser: string
  templateId: string
  /** Page that opens on a tap, such as `pages/booking/index?id=…`; empty when none. */
  page: string
  /** The template's fields, such as `{ thing1: { value: '…' } }`. */
  data: Record<string, { value: string }>
  /** Epoch ms. */
  at: number
}

const COLLECTION = '_outbox'
const MAX_LISTED = 100

/** The schema with the outbox added, so that messages are as durable as documents. */
export function withOutbox(schema: DatabaseSchema): DatabaseSchema {
  const indexes = [
    { name: 'touser_at', keys: [['touser', 1] as [string, 1], ['at', -1] as [string, -1]] },
    { name: 'at', keys: [['at', -1] as [string, -1]] },
  ]
  return { collections: { ...schema.collections, [COLLECTION]: { indexes } } }
}

export class Outbox {
  constructor(
    private readonly engine: Engine,
    private readonly now: () => number,
  ) {}

  /** Stores a message durably. */
  async add(message: Omit<OutboxMessage, 'id' | 'at'>): Promise<void> {
    await this.engine.insert(COLLECTION, [{ _id: randomUUID(), ...message, at: this.now() }])
  }

  /** Newest first, at most 100. */
  async list(openid?: string): Promise<OutboxMessage[]> {
    const filter = openid === undefined ? {} : { touser: openid }
    const { documents } = await this.engine.find(COLLECTION, { filter, sort: [['at', -1]], limit: MAX_LISTED })
    return documents.map(({ _id, ...message }) => ({ ...(message as Omit<OutboxMessage, 'id'>), id: String(_id) }))
  }
}
