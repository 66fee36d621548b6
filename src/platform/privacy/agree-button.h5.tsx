import { AGREE_BUTTON_ID } from './wechat'

interface AgreeButtonProps {
  className: string | undefined
  onAgree: () => void
}

/** The same button in a browser. */
export function AgreeButton({ className, onAgree }: AgreeButtonProps) {
  return (
    <button type="button" id={AGREE_BUTTON_ID} className={className} onClick={onAgree}>
      同意并继续
    </button>
  )
}
