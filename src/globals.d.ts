/// <reference types="@tarojs/taro" />

declare module '*.svg' {
  const url: string
  export default url
}
declare module '*.module.scss' {
  const classes: Readonly<Record<string, string>>
  export default classes
}
declare module '*.scss'

/** Base address of a local cloud baked into the build; empty when the build talks to WeChat's cloud. */
declare const LOCAL_CLOUD: string
/** Cloud environment id baked into the build; empty picks the one chosen in DevTools. */
declare const CLOUD_ENV: string
