/**
 * What the platform refuses, so that what passes here passes there. Each limit names the page that documents it.
 */

/**
 * Time limit of a function for which none was set, and the longest that can be set, s.
 * Source: developers.weixin.qq.com, 获取云函数配置 (getFuntionConfig): "timeout … 1-300 … default 3".
 */
export const DEFAULT_TIMEOUT_S = 3
export const MAX_TIMEOUT_S = 300

/**
 * Largest event that a client may send, bytes of JSON.
 * Source: docs.cloudbase.net, error code EXCEED_MAX_PAYLOAD_SIZE: text bodies of functions up to 100 KB.
 */
export const MAX_CLIENT_EVENT_BYTES = 100 * 1024

/**
 * Largest event of a call from function to function, and largest answer of any call, bytes of JSON.
 * Source: cloud.tencent.com/document/product/583/11637, 同步请求事件大小 and 同步请求响应大小.
 */
export const MAX_EVENT_BYTES = 6 * 1024 * 1024
export const MAX_ANSWER_BYTES = 6 * 1024 * 1024
