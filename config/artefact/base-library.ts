/**
 * The oldest base library that the mini-program runs on, to be set in the console (设置 → 基本设置 → 基础库最低版本设置). It is the
 * lowest that the console offers, and the first with `page-container`, which the sheets are made of.
 */
export const OLDEST_BASE_LIBRARY = '2.16.1'

/**
 * The ECMAScript version of all files. WeChat fills in missing built-ins but cannot fill in syntax, and base library 2.16 runs on
 * iOS 10 and Android 5, whose engines lack parts of ES2015.
 * Source: developers.weixin.qq.com, JavaScript 支持情况 (framework/runtime/js-support).
 */
export const ECMASCRIPT = 5

/**
 * Built-ins that are younger than the core-js in old base libraries, or cannot be filled in at all: iOS has BigInt since 14,
 * `at` since 15.4. Methods are named by their name, whatever object they are called on.
 */
export const TOO_NEW = {
  globals: [
    'BigInt',
    'BigInt64Array',
    'BigUint64Array',
    'FinalizationRegistry',
    'Intl',
    'Proxy',
    'WeakRef',
    'structuredClone',
  ],
  statics: ['Object.hasOwn', 'Object.groupBy', 'Promise.any', 'Promise.withResolvers', 'Array.fromAsync'],
  methods: ['findLast', 'findLastIndex', 'replaceAll', 'toReversed', 'toSorted', 'toSpliced'],
}

/**
 * WeChat's interfaces that the app calls, with the base library that each came with. Source: the page of each on
 * developers.weixin.qq.com/miniprogram/dev/api.
 */
export const INTERFACES: Readonly<Record<string, string>> = {
  addPhoneCalendar: '2.15.0',
  canIUse: '1.1.1',
  canvasToTempFilePath: '1.0.0',
  chooseMessageFile: '2.5.0',
  cloud: '2.2.3',
  createSelectorQuery: '1.4.0',
  createWebAudioContext: '2.19.0',
  // With the file system.
  env: '1.9.9',
  getAppBaseInfo: '2.20.1',
  getCurrentPages: '1.0.0',
  getDeviceInfo: '2.20.1',
  getFileSystemManager: '1.9.9',
  getFuzzyLocation: '2.25.0',
  getMenuButtonBoundingClientRect: '2.1.0',
  getRealtimeLogManager: '2.7.1',
  getScreenBrightness: '1.2.0',
  getStorageInfoSync: '1.0.0',
  getStorageSync: '1.0.0',
  getSystemInfoSync: '1.0.0',
  getUpdateManager: '1.9.90',
  getWindowInfo: '2.20.1',
  makePhoneCall: '1.0.0',
  navigateBack: '1.0.0',
  navigateTo: '1.0.0',
  offNetworkStatusChange: '2.9.3',
  offWindowResize: '2.3.0',
  onNeedPrivacyAuthorization: '2.32.3',
  onNetworkStatusChange: '1.1.0',
  onWindowResize: '2.3.0',
  openDocument: '1.0.0',
  openLocation: '1.0.0',
  openSetting: '1.1.0',
  redirectTo: '1.0.0',
  removeStorageSync: '1.0.0',
  request: '1.0.0',
  requestPayment: '1.0.0',
  requestSubscribeMessage: '2.4.4',
  saveImageToPhotosAlbum: '1.2.0',
  scanCode: '1.0.0',
  setClipboardData: '1.1.0',
  setKeepScreenOn: '1.4.0',
  setScreenBrightness: '1.2.0',
  setStorageSync: '1.0.0',
  showModal: '1.0.0',
  stopPullDownRefresh: '1.0.0',
  switchTab: '1.0.0',
  vibrateLong: '1.2.0',
  vibrateShort: '1.2.0',
}

/** Interfaces that are younger than the oldest base library: without them the app does something else. */
export const DISPENSABLE: readonly string[] = [
  // No sounds: the screen shows the result.
  'createWebAudioContext',
  // The same facts come from `getSystemInfoSync`.
  'getAppBaseInfo',
  'getDeviceInfo',
  'getWindowInfo',
  // Lists are ordered by county.
  'getFuzzyLocation',
  // WeChat blocks no interface there.
  'onNeedPrivacyAuthorization',
]

/** Private interfaces that the app calls, with what the privacy guide in the console must declare for each. */
export const PRIVATE_INTERFACES: Readonly<Record<string, string>> = {
  addPhoneCalendar: '使用你的日历（仅写入）权限',
  chooseMessageFile: '收集你选中的文件',
  getFuzzyLocation: '收集你的位置信息',
  saveImageToPhotosAlbum: '使用你的相册（仅写入）权限',
  setClipboardData: '读取你的剪切板',
}

/**
 * All private interfaces, from the page 用户隐私保护指引填写说明 (framework/user-privacy/miniprogram-intro): those that the app does
 * not use must not appear in it without a declaration.
 */
export const ALL_PRIVATE: readonly string[] = [
  'addPhoneCalendar',
  'addPhoneContact',
  'addPhoneRepeatCalendar',
  'chooseAddress',
  'chooseContact',
  'chooseImage',
  'chooseInvoice',
  'chooseInvoiceTitle',
  'chooseLicensePlate',
  'chooseLocation',
  'chooseMedia',
  'chooseMessageFile',
  'choosePoi',
  'chooseVideo',
  'createBLEPeripheralServer',
  'createVKSession',
  'getClipboardData',
  'getFuzzyLocation',
  'getLocation',
  'getUserInfo',
  'getUserProfile',
  'getWeRunData',
  'joinVoIPChat',
  'onLocationChange',
  'openBluetoothAdapter',
  'saveImageToPhotosAlbum',
  'saveVideoToPhotosAlbum',
  'setClipboardData',
  'startAccelerometer',
  'startCompass',
  'startDeviceMotionListening',
  'startGyroscope',
  'startLocationUpdate',
  'startLocationUpdateBackground',
  'startRecord',
]

/** Of these, the interfaces for the position must be named in `requiredPrivateInfos` of app.json. */
export const POSITION_INTERFACES: readonly string[] = [
  'chooseAddress',
  'chooseLocation',
  'choosePoi',
  'getFuzzyLocation',
  'getLocation',
  'onLocationChange',
  'startLocationUpdate',
  'startLocationUpdateBackground',
]
