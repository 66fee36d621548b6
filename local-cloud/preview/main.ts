/** The preview page: the app in a phone frame, the personas, the message inbox, and how to open WeChat DevTools. */
import { showState, startCloud } from './cloud'
import { startInbox } from './messages'
import { startPeople } from './people'
import { openPage, startPhone, switchPerson } from './phone'

async function main(): Promise<void> {
  await startCloud(openPage)
  const inbox = await startInbox(openPage, showState)
  const people = await startPeople((openid, start) => {
    switchPerson(openid, start)
    inbox.follow(openid)
  })
  startPhone(() => people.home())
}

main().catch(() => showState(false))
