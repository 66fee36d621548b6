import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '..', '..')
const gallery = join(root, 'src', 'packages', 'gallery')

it('every component of src/ui is in the gallery', () => {
  const ui = join(root, 'src', 'ui')
  const components = readdirSync(ui).filter(name => existsSync(join(ui, name, 'index.tsx')))
  const source = readdirSync(gallery, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.tsx'))
    .map(file => readFileSync(join(gallery, file), 'utf8'))
    .join('\n')
  expect(components.length).toBeGreaterThan(20)
  expect(components.filter(name => !source.includes(`'@/ui/${name}'`))).toEqual([])
})
