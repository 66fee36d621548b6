import Taro from '@tarojs/taro'
import { usePrivacy } from './store'

/** Id of the button that must be tapped before WeChat allows a private interface. */
export const AGREE_BUTTON_ID = 'privacy-agree'

/** Whether this WeChat blocks private interfaces until the person consents by its button: base library 2.32.3 and later. */
export function asksByItself(): boolean {
  return process.env.TARO_ENV === 'weapp' && Taro.canIUse('onNeedPrivacyAuthorization')
}

/** Shows our sheet whenever WeChat blocks a private interface for lack of consent. */
export function listenForPrivacy(): void {
  if (!asksByItself()) return
  Taro.onNeedPrivacyAuthorization?.(resolve => {
    void usePrivacy
      .getState()
      .ask()
      .then(agreed => resolve(agreed ? { event: 'agree', buttonId: AGREE_BUTTON_ID } : { event: 'disagree' }))
  })
}
