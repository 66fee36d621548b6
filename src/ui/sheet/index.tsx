import { ScrollView, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y } from '../base/a11y'
import { Tap } from '../base/tap'
import { Button } from '../button'
import { cx } from '../cx'
import { Icon } from '../icon'
import { BackGuard } from './back-guard'
import { InSheet } from './in-sheet'
import styles from './sheet.module.scss'

interface SheetProps {
  id?: string
  title: string
  /** Called by the close button, by a tap outside the sheet, and by the phone's way back. */
  onClose: () => void
  children: ReactNode
}

/** A bottom sheet. */
export function Sheet({ id, title, onClose, children }: SheetProps) {
  return (
    <View className={cx(styles.shade)}>
      <BackGuard onBack={onClose} />
      {/* Moves beside the content are caught, so that the page below does not scroll; above it, they would stop its own. */}
      <View className={cx(styles.above)} catchMove onClick={onClose} />
      <View {...(id ? { id } : {})} className={cx(styles.sheet)} {...a11y({ role: 'dialog', label: title })}>
        <View className={cx(styles.head)} catchMove>
          <View className={cx(styles.title)} {...a11y({ role: 'heading' })}>
            {title}
          </View>
          <Tap id="sheet-close" className={styles.close} label="关闭" onTap={onClose}>
            <Icon name="close" />
          </Tap>
        </View>
        <ScrollView className={cx(styles.scroll)} scrollY enhanced showScrollbar={false}>
          <View className={cx(styles.body)}>
            <InSheet.Provider value={true}>{children}</InSheet.Provider>
          </View>
        </ScrollView>
      </View>
    </View>
  )
}

interface ConfirmSheetProps {
  title: string
  /** What will happen. */
  text: string
  confirm: { id: string; label: string }
  keep: string
  busy?: boolean
  onConfirm: () => void
  onClose: () => void
}

/** A sheet that asks for confirmation of a destructive action. */
export function ConfirmSheet({ title, text, confirm, keep, busy = false, onConfirm, onClose }: ConfirmSheetProps) {
  return (
    <Sheet title={title} onClose={onClose}>
      <View className={cx(styles.text)}>{text}</View>
      <View className={cx(styles.actions)}>
        <Button id={confirm.id} look="danger" busy={busy} onTap={onConfirm}>
          {confirm.label}
        </Button>
        <Button id={`${confirm.id}-keep`} look="plain" onTap={onClose}>
          {keep}
        </Button>
      </View>
    </Sheet>
  )
}
