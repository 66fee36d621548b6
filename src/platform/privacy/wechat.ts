import Taro from '@tarojs/taro'
import { usePrivacy } from './store'

/** The button WeChat must see tapped before it lets a private interface through. */
export const AGREE_BUTTON_ID = 'privacy-agree'

/** Shows our sheet whenever WeChat holds a private interface back for want of consent. */
export function listenForPrivacy(): void {
  if (process.env.TARO_ENV !== 'weapp' || !Taro.canIUse('onNeedPrivacyAuthorization')) return
  Taro.onNeedPrivacyAuthorization?.(resolve => {
    void usePrivacy
      .getState()
      .ask()
      .then(agreed => resolve(agreed ? { event: 'agree', buttonId: AGREE_BUTTON_ID } : { event: 'disagree' }))
  })
}
