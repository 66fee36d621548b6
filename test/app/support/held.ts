import type { Phone } from './phone'

/** Holds up the reply to the next call of a route until it is let go. */
export function holdNext(phone: Phone, route: string) {
  let letGo = () => {}
  const open = new Promise<void>(resolve => {
    letGo = resolve
  })
  const state = { arrived: false, delivered: false }
  phone.around.wayBack = async (call, reply) => {
    if (call.route !== route || state.arrived) return reply
    state.arrived = true
    await open
    state.delivered = true
    return reply
  }
  return { state, letGo }
}
