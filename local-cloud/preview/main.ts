/** The preview page: a phone, the people who may hold it, the messages it gets, and the way to WeChat DevTools. */
import { showState, startCloud } from './cloud'
import { startInbox } from './messages'
import { startPeople } from './people'
import { openPage, startPhone, switchPerson } from './phone'

async function main(): Promise<void> {
  await startCloud()
  const inbox = await startInbox(openPage, showState)
  const people = await startPeople((openid, start) => {
    switchPerson(openid, start)
    inbox.follow(openid)
  })
  startPhone(() => people.home())
}

main().catch(() => showState(false))
