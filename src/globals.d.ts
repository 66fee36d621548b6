/// <reference types="@tarojs/taro" />

declare module '*.svg' {
  const url: string
  export default url
}
declare module '*.jpg' {
  const url: string
  export default url
}
declare module '*.png' {
  const url: string
  export default url
}
declare module '*.module.scss' {
  const classes: Readonly<Record<string, string>>
  export default classes
}
declare module '*.scss'

/** Base address of a local cloud, set at build time; empty: WeChat's cloud. */
declare const LOCAL_CLOUD: string
/** Cloud environment id, set at build time; empty: the one chosen in DevTools. */
declare const CLOUD_ENV: string
/** Ids of the account's message templates by kind of message, set at build time; a kind without one is never asked for. */
declare const NOTICE_IDS: Readonly<Record<string, string>>
/** Who answers for the data, set at build time; null in a demo. */
declare const OPERATOR: import('@domain/privacy/operator').Operator | null
/** Release and commit of this build, such as `0.1.0+1b99b0f`. */
declare const PRODUCT_VERSION: string
