import { View } from '@tarojs/components'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { useLocation } from '@/features/settings/use-location'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Sheet } from '@/ui/sheet'
import styles from './sheets.module.scss'

interface CentreSheetProps {
  chosen: string | null
  onChoose: (centre: { id: string; name: string } | null) => void
  onClose: () => void
}

/** The choice of a centre, or any. */
export function CentreSheet({ chosen, onChoose, onClose }: CentreSheetProps) {
  const location = useLocation()
  const request = useRequest('centre.list', location ? { location } : {})
  const tick = (on: boolean) => (on ? <Icon name="check" /> : null)
  return (
    <Sheet id="centre-sheet" title="看哪个中心的课" onClose={onClose}>
      <View className={cx(styles.list)}>
        <Loaded request={request} skeleton={[56, 56, 56, 56]}>
          {data => (
            <ListGroup>
              <ListRow id="centre-any" title="所有中心" end={tick(chosen === null)} onTap={() => onChoose(null)} />
              {data.centres.map(({ id, name, county }) => (
                <ListRow
                  key={id}
                  id={`centre-pick-${id}`}
                  title={name}
                  note={county}
                  end={tick(chosen === id)}
                  onTap={() => onChoose({ id, name })}
                />
              ))}
            </ListGroup>
          )}
        </Loaded>
      </View>
    </Sheet>
  )
}
