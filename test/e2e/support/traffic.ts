import type { Page, Request } from 'playwright-core'

/** The requests of a page that are under way. */
export class Traffic {
  private readonly open = new Set<Request>()
  private waiting: (() => void)[] = []

  constructor(page: Page) {
    page.on('request', request => this.open.add(request))
    for (const event of ['requestfinished', 'requestfailed'] as const) {
      page.on(event as 'requestfinished', request => this.end(request))
    }
    // Whatever a page before has asked for is nobody's business any more.
    page.on('framenavigated', frame => {
      if (frame !== page.mainFrame()) return
      for (const request of this.open) if (!request.isNavigationRequest()) this.end(request)
    })
  }

  /** Waits until nothing is under way. */
  async quiet(): Promise<void> {
    if (this.open.size > 0) await new Promise<void>(resolve => this.waiting.push(resolve))
  }

  private end(request: Request): void {
    this.open.delete(request)
    if (this.open.size > 0) return
    for (const go of this.waiting.splice(0)) go()
  }
}
