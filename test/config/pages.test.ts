import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SRC = join(__dirname, '..', '..', 'src')

test('every page of the app is made by page(), so that an error in it leaves no empty screen', () => {
  const pages = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(name =>
    /(^|\/)pages\/[^/]+\/index\.tsx$/.test(name),
  )
  expect(pages.length).toBeGreaterThan(25)
  const bare = pages.filter(name => !/export default page\(/.test(readFileSync(join(SRC, name), 'utf8')))
  expect(bare).toEqual([])
})
