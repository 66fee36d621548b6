import { Component, type ComponentType, Fragment, type ReactNode } from 'react'
import { switchTo } from '@/platform/navigate'
import { clearFetched } from '@/platform/storage'
import { ErrorState } from '../states'
import { Screen } from '.'

/** As given, without fetched values, without any stored values that can be fetched. */
const ATTEMPTS = 3

interface BoundaryState {
  failed: boolean
  failures: number
}

/**
 * Catches an error while a page renders. A stored value may be the cause, so those that can be fetched again are removed
 * and the page starts anew; when that does not help, also those for use without a network; then it says so.
 */
class Boundary extends Component<{ children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { failed: false, failures: 0 }

  static getDerivedStateFromError(): Partial<BoundaryState> {
    return { failed: true }
  }

  override componentDidCatch(): void {
    clearFetched({ offline: this.state.failures > 0 })
    this.setState(({ failures }) => ({ failed: false, failures: failures + 1 }))
  }

  override render(): ReactNode {
    const { failed, failures } = this.state
    if (failed) return null
    if (failures < ATTEMPTS) return <Fragment key={failures}>{this.props.children}</Fragment>
    return (
      <Screen id="failed" title="">
        <ErrorState
          reason="这一页打不开"
          hint="您没有做错什么。可以再试一次，或先回首页。"
          onRetry={() => this.setState({ failures: 0 })}
          otherwise={{ id: 'failed-home', label: '回首页', onTap: () => switchTo('home') }}
        />
      </Screen>
    )
  }
}

/** Makes a page of a component: an error in it never leaves an empty screen. */
export function page(Content: ComponentType): ComponentType {
  return function Page() {
    return (
      <Boundary>
        <Content />
      </Boundary>
    )
  }
}
