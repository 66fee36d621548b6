import Taro from '@tarojs/taro'
import { usePrivacy } from './store'

/** Id of the button that must be tapped before WeChat allows a private interface. */
export const AGREE_BUTTON_ID = 'privacy-agree'

/** Shows our sheet whenever WeChat blocks a private interface for lack of consent. */
export function listenForPrivacy(): void {
  if (process.env.TARO_ENV !== 'weapp' || !Taro.canIUse('onNeedPrivacyAuthorization')) return
  Taro.onNeedPrivacyAuthorization?.(resolve => {
    void usePrivacy
      .getState()
      .ask()
      .then(agreed => resolve(agreed ? { event: 'agree', buttonId: AGREE_BUTTON_ID } : { event: 'disagree' }))
  })
}
