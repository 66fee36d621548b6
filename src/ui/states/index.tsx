import { View } from '@tarojs/components'
import { a11y } from '../base/a11y'
import { Button } from '../button'
import { cx } from '../cx'
import { type Drawn, Scene, type SceneName } from '../scene'
import styles from './states.module.scss'

interface StateProps {
  id?: string
  scene: SceneName | Drawn
  title: string
  note?: string | undefined
  action?: { id?: string; label: string; onTap: () => void } | undefined
}

/** An empty state: a drawing, one sentence, and the next step. */
export function EmptyState({ id, scene, title, note, action }: StateProps) {
  return (
    <View {...(id ? { id } : {})} className={cx(styles.state)}>
      <Scene name={scene} className={styles.scene} />
      <View className={cx(styles.title)}>{title}</View>
      {note && <View className={cx(styles.note)}>{note}</View>}
      {action && (
        <View className={cx(styles.action)}>
          <Button id={action.id} look="soft" size="small" onTap={action.onTap}>
            {action.label}
          </Button>
        </View>
      )}
    </View>
  )
}

interface ErrorStateProps {
  /** The reason in plain words. */
  reason: string
  hint?: string | undefined
  onRetry: () => void
  /** Another way on. */
  otherwise?: { id: string; label: string; onTap: () => void }
}

/** An error state: the reason and a button to try again. */
export function ErrorState({ reason, hint, onRetry, otherwise }: ErrorStateProps) {
  return (
    <View {...a11y({ role: 'alert' })}>
      <EmptyState
        scene="unplugged"
        title={reason}
        note={hint}
        action={{ id: 'retry', label: '再试一次', onTap: onRetry }}
      />
      {otherwise && (
        <View className={cx(styles.otherwise)}>
          <Button id={otherwise.id} look="plain" size="small" onTap={otherwise.onTap}>
            {otherwise.label}
          </Button>
        </View>
      )}
    </View>
  )
}
