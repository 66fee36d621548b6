import { Button } from '@tarojs/components'
import { AGREE_BUTTON_ID } from './wechat'

interface AgreeButtonProps {
  className: string | undefined
  onAgree: () => void
}

/** WeChat's consent button: only a tap on it counts as consent to private interfaces. */
export function AgreeButton({ className, onAgree }: AgreeButtonProps) {
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
