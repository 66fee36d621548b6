import { MAX_ANSWER_BYTES, MAX_CLIENT_EVENT_BYTES, MAX_EVENT_BYTES, MAX_TIMEOUT_S } from '../local-cloud/host/limits'

const KB = 1024
const MB = 1024 * KB

/** A limit of WeChat or CloudBase that the product must stay inside. */
export interface PlatformLimit {
  most: number
  unit: 'bytes' | 's' | 'characters' | 'items'
  /** The page that documents it. */
  source: string
}

/**
 * The limits of the platform, each with its source; `test/config/platform.test.ts` holds ours against them. Those that the local
 * cloud enforces stand in `local-cloud/host/limits.ts`, because it runs other projects too and imports nothing of this one.
 */
export const PLATFORM = {
  /** An event that the app sends to a function, as JSON. */
  clientEvent: {
    most: MAX_CLIENT_EVENT_BYTES,
    unit: 'bytes',
    source: 'https://docs.cloudbase.net/error-code/service/EXCEED_MAX_PAYLOAD_SIZE',
  },
  /** An event from function to function, and any answer. */
  event: { most: MAX_EVENT_BYTES, unit: 'bytes', source: 'https://cloud.tencent.com/document/product/583/11637' },
  answer: { most: MAX_ANSWER_BYTES, unit: 'bytes', source: 'https://cloud.tencent.com/document/product/583/11637' },
  /** Longest time limit of a function. */
  functionTime: {
    most: MAX_TIMEOUT_S,
    unit: 's',
    source:
      'https://developers.weixin.qq.com/doc/oplatform/en/openApi/OpenApiDoc/cloudbase-common/scf-management/getFuntionConfig.html',
  },
  /** Environment variables of a function, names and values together. */
  environment: { most: 4 * KB, unit: 'bytes', source: 'https://cloud.tencent.com/document/product/583/11637' },
  /** A stored document: that of MongoDB, whose protocol the database speaks. */
  document: {
    most: 16 * MB,
    unit: 'bytes',
    source: 'https://www.mongodb.com/docs/manual/reference/limits/#mongodb-limit-BSON-Document-Size',
  },
  collections: { most: 100, unit: 'items', source: 'https://docs.cloudbase.net/en/faq/database' },
  indexesOfCollection: { most: 100, unit: 'items', source: 'https://docs.cloudbase.net/en/faq/database' },
  fieldsOfIndex: { most: 31, unit: 'items', source: 'https://docs.cloudbase.net/en/faq/database' },
  /** Documents of one reading by a function. */
  readDocuments: {
    most: 1000,
    unit: 'items',
    source:
      'https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/database/collection/Collection.limit.html',
  },
  timerTriggersOfFunction: { most: 10, unit: 'items', source: 'https://cloud.tencent.com/document/product/583/11637' },
  /** The main package of the mini-program and each sub-package; all of them together. */
  appPackage: {
    most: 2 * MB,
    unit: 'bytes',
    source: 'https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages.html',
  },
  appPackages: {
    most: 20 * MB,
    unit: 'bytes',
    source: 'https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages.html',
  },
  /** `scene` of a mini-program code. */
  scene: {
    most: 32,
    unit: 'characters',
    source: 'https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html',
  },
  /** One value that the mini-program keeps on the phone. */
  storedValue: {
    most: MB,
    unit: 'bytes',
    source: 'https://developers.weixin.qq.com/miniprogram/dev/framework/ability/storage.html',
  },
  /** Templates that one prompt may ask consent for. */
  templatesOfPrompt: {
    most: 3,
    unit: 'items',
    source:
      'https://developers.weixin.qq.com/miniprogram/dev/api/open-api/subscribe-message/wx.requestSubscribeMessage.html',
  },
} as const satisfies Record<string, PlatformLimit>

/** Longest values of the fields of a subscription message, characters, by type of the field. */
export const MESSAGE_FIELDS = {
  most: { thing: 20, phrase: 5, name: 20, character_string: 32 },
  source:
    'https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html',
} as const
