import type { Call } from '@domain/contracts/reply'
import { slowNetwork } from '../../latency'
import type { AppCloud } from './cloud'
import type { Pages } from './pages'

/** The environment of the app, which may change while it runs. */
export interface Surroundings {
  openid: string
  online: boolean
  /** Calls arrive and are answered, but no answer comes back. */
  answersLost: boolean
  /** Answers a call in place of the cloud, which never gets it; undefined: the cloud answers. Null: it answers all. */
  insteadOfCloud: ((call: Call) => unknown) | null
  /** Delays or replaces the reply to a call; null: nothing. */
  wayBack: ((call: Call, reply: unknown) => unknown) | null
  /** A page whose package cannot be loaded; null: all can. */
  unloadable: string | null
  /** The code that the camera reads; null when the person cancels the scan. */
  camera: string | null
  /** Whether the person consents to messages. */
  agrees: boolean
  /** The phone's storage, which is kept when the app is closed. */
  storage: Map<string, string>
  /** The phone has no room for anything new. */
  storageFull: boolean
  /** Number of calls to the cloud without an answer yet. */
  pending: number
  /** Listeners for changes of the network. */
  networkListeners: Set<(state: { isConnected: boolean }) => void>
  /** The app dies at the n-th write to the phone's storage from now on; null: it does not. */
  dieAtWrite: number | null
  /** Names of the device's services used so far, in order. */
  used: string[]
  /** Lines that the app wrote to WeChat's log. */
  logged: string[]
  /** The phone has the oldest base library that is supported: it lacks everything younger. */
  oldLibrary: boolean
  /** Tells the app that WeChat has loaded a new version of it; null: the app does not listen. */
  newVersion: (() => void) | null
  /** What the prompt for messages does with these ids in place of asking; null: it asks. */
  prompt: ((ids: readonly string[]) => Record<string, string>) | null
}

/** What base library 2.16.1 lacks of that which the app uses. */
const YOUNG = [
  'createWebAudioContext',
  'getAppBaseInfo',
  'getDeviceInfo',
  'getFuzzyLocation',
  'getWindowInfo',
  'onNeedPrivacyAuthorization',
]

const network = slowNetwork()

interface Options {
  success?: (result: unknown) => void
  fail?: (error: unknown) => void
  complete?: (result: unknown) => void
}

/** A device service in WeChat's style: asynchronous, with callbacks. */
function service<Given extends Options>(name: string, around: Surroundings, answer: (given: Given) => object) {
  return (given: Given) => {
    around.used.push(name)
    void Promise.resolve().then(() => {
      try {
        const result = { errMsg: `${name}:ok`, ...answer(given) }
        given?.success?.(result)
        given?.complete?.(result)
      } catch (error) {
        const { errCode } = Object(error) as { errCode?: number }
        const errMsg = error instanceof Error ? error.message : String(error)
        const result = { errMsg, ...(errCode === undefined ? {} : { errCode }) }
        given?.fail?.(result)
        given?.complete?.(result)
      }
    })
  }
}

/** WeChat's limit for one stored value. */
const MAX_VALUE_BYTES = 1_048_576

function refuse(reason: string): never {
  throw new Error(reason)
}

const WINDOW = { windowWidth: 375, windowHeight: 724, statusBarHeight: 20, pixelRatio: 2 }
const SYSTEM = {
  ...WINDOW,
  platform: 'ios',
  system: 'iOS 17.0',
  SDKVersion: '3.5.0',
  version: '8.0.50',
  language: 'zh_CN',
}

/** The `wx` object of one run of the app: device services, WeChat's navigation, and the local cloud. */
export function createWechat(around: Surroundings, cloud: AppCloud, pages: () => Pages) {
  const { storage } = around
  const system = () => ({
    ...SYSTEM,
    ...(around.oldLibrary ? { SDKVersion: '2.16.1', system: 'iOS 10.3.3' } : {}),
    fontSizeSetting: 16,
  })
  const plain = (name: string, result: object = {}) => service(name, around, () => result)
  const load = (url: string) => {
    if (around.unloadable && url.includes(around.unloadable)) refuse(`${url} fail: load subpackage timeout`)
  }
  const move = (name: string, go: (given: Options & { url: string; delta?: number }) => void) =>
    service(name, around, (given: Options & { url: string; delta?: number }) => {
      load(given.url ?? '')
      try {
        go(given)
      } catch (error) {
        // A failed navigation is a defect, even when the app ignores it.
        console.error(error)
        throw error
      }
      return {}
    })
  const answerOf = async ({ name, data }: { name: string; data: unknown }) => {
    if (!around.online) throw { errCode: -1, errMsg: 'cloud.callFunction:fail request:fail' }
    const own = around.insteadOfCloud?.(data as Call)
    if (own !== undefined) return { errMsg: 'cloud.callFunction:ok', result: own, requestID: '' }
    await network.there(data)
    const { status, reply } = await cloud.raw(name, data, around.openid)
    await network.back()
    const result = around.wayBack ? await around.wayBack(data as Call, reply) : reply
    if (around.answersLost) throw { errCode: -1, errMsg: 'cloud.callFunction:fail timeout' }
    if (status !== 200) throw { errCode: -504002, errMsg: 'cloud.callFunction:fail functions execute fail' }
    return { errMsg: 'cloud.callFunction:ok', result, requestID: '' }
  }
  /** After a crash the app writes nothing more. */
  const mayWrite = () => {
    if (around.dieAtWrite === null) return
    if (around.dieAtWrite === 0) throw new Error('the app is closed')
    around.dieAtWrite--
  }
  const callFunction = (call: { name: string; data: unknown }) => {
    around.pending++
    return answerOf(call).finally(() => {
      around.pending--
    })
  }
  const wechat = {
    canIUse: (name: string) => !around.oldLibrary || !YOUNG.includes(name),
    getRealtimeLogManager: () => ({ warn: (...facts: unknown[]) => void around.logged.push(facts.join(' ')) }),
    getUpdateManager: () => ({
      onUpdateReady: (tell: () => void) => {
        around.newVersion = tell
      },
      onUpdateFailed: () => undefined,
      applyUpdate: () => void around.used.push('applyUpdate'),
    }),
    showModal: service('showModal', around, () => ({ confirm: around.agrees, cancel: !around.agrees })),
    nextTick: (run: () => void) => void Promise.resolve().then(run),
    getSystemInfoSync: system,
    getWindowInfo: system,
    getDeviceInfo: system,
    getAppBaseInfo: system,
    getLaunchOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
    getEnterOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
    getMenuButtonBoundingClientRect: () => ({ top: 24, left: 281, right: 368, bottom: 56, width: 87, height: 32 }),

    getStorageSync: (key: string) => JSON.parse(storage.get(key) ?? '""') as unknown,
    setStorageSync: (key: string, value: unknown) => {
      mayWrite()
      const text = JSON.stringify(value)
      if (around.storageFull && !storage.has(key)) refuse('setStorageSync:fail the storage limit is exceeded')
      if (Buffer.byteLength(text) > MAX_VALUE_BYTES) refuse('setStorageSync:fail entry size limit reached')
      storage.set(key, text)
    },
    removeStorageSync: (key: string) => {
      mayWrite()
      storage.delete(key)
    },
    getStorageInfoSync: () => ({ keys: [...storage.keys()], currentSize: 1, limitSize: 10_240 }),
    onNetworkStatusChange: (listener: (state: { isConnected: boolean }) => void) =>
      void around.networkListeners.add(listener),
    offNetworkStatusChange: (listener: (state: { isConnected: boolean }) => void) =>
      void around.networkListeners.delete(listener),

    navigateTo: move('navigateTo', ({ url }) => pages().navigateTo(url)),
    redirectTo: move('redirectTo', ({ url }) => pages().redirectTo(url)),
    switchTab: move('switchTab', ({ url }) => pages().switchTab(url)),
    reLaunch: move('reLaunch', ({ url }) => pages().reLaunch(url)),
    navigateBack: move('navigateBack', ({ delta }) => pages().navigateBack(delta)),

    cloud: { init: () => undefined, callFunction },

    onNeedPrivacyAuthorization: () => undefined,
    /** The platform calls nobody afterwards: what the phone says is all that the app knows. */
    requestPayment: (given: Options & { package: string }) => {
      around.used.push('requestPayment')
      if (!around.agrees) {
        given.fail?.({ errMsg: 'requestPayment:fail cancel' })
        return
      }
      void cloud
        .pay(given.package.replace('prepay_id=', ''), around.openid, { times: 0 })
        .then(paid =>
          paid ? given.success?.({ errMsg: 'requestPayment:ok' }) : given.fail?.({ errMsg: 'requestPayment:fail' }),
        )
    },
    requestSubscribeMessage: service(
      'requestSubscribeMessage',
      around,
      ({ tmplIds }: Options & { tmplIds: string[] }) =>
        around.prompt?.(tmplIds) ?? Object.fromEntries(tmplIds.map(id => [id, around.agrees ? 'accept' : 'reject'])),
    ),
    scanCode: service('scanCode', around, () =>
      around.camera === null ? refuse('scanCode:fail cancel') : { result: around.camera, scanType: 'QR_CODE' },
    ),
    getFuzzyLocation: service('getFuzzyLocation', around, () => refuse('getFuzzyLocation:fail auth deny')),
    getLocation: service('getLocation', around, () => refuse('getLocation:fail auth deny')),
    openLocation: plain('openLocation'),
    makePhoneCall: plain('makePhoneCall'),
    setClipboardData: plain('setClipboardData'),
    stopPullDownRefresh: plain('stopPullDownRefresh'),
    vibrateShort: plain('vibrateShort'),
    vibrateLong: plain('vibrateLong'),
    getScreenBrightness: plain('getScreenBrightness', { value: 0.4 }),
    setScreenBrightness: plain('setScreenBrightness'),
    setKeepScreenOn: plain('setKeepScreenOn'),
    addPhoneCalendar: plain('addPhoneCalendar'),
    createWebAudioContext: () => refuse('createWebAudioContext:fail not supported'),
    createSelectorQuery: () => refuse('the simulator has no layout'),
  }
  if (around.oldLibrary) for (const name of YOUNG) Reflect.deleteProperty(wechat, name)
  return wechat
}
