import { Button } from '@tarojs/components'
import { AGREE_BUTTON_ID, asksByItself } from './wechat'

interface AgreeButtonProps {
  className: string | undefined
  onAgree: () => void
}

/**
 * WeChat's consent button: only a tap on it counts as consent to private interfaces. Base libraries before 2.32.3 do not know
 * it, and ask for nothing: there a plain tap is enough for our own forms.
 */
export function AgreeButton({ className, onAgree }: AgreeButtonProps) {
  if (!asksByItself()) {
    return (
      <Button id={AGREE_BUTTON_ID} className={className ?? ''} onClick={onAgree}>
        同意并继续
      </Button>
    )
  }
  return (
    <Button
      id={AGREE_BUTTON_ID}
      className={className ?? ''}
      openType="agreePrivacyAuthorization"
      onAgreePrivacyAuthorization={onAgree}
    >
      同意并继续
    </Button>
  )
}
