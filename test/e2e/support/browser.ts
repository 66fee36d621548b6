import { type Browser, chromium } from 'playwright-core'

let connection: Promise<Browser> | null = null

/** The browser that the global set-up has started, for the tests of this file; their contexts end with the file. */
export function browser(): Promise<Browser> {
  const address = process.env.E2E_BROWSER
  if (!address) throw new Error('The browser is started by the global set-up of the project e2e.')
  connection ??= chromium.connect(address)
  return connection
}

afterAll(async () => {
  await (await connection)?.close()
})
