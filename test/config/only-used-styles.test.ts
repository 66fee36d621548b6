import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const filter = jest.requireActual<(source: string) => string>('../../config/build/only-used-styles.cjs')
const styles = readFileSync(
  join(__dirname, '..', '..', 'node_modules', '@tarojs', 'components-react', 'dist', 'index.css'),
  'utf8',
)

test('a browser gets the styles of the components that the app uses, and loads nothing from outside', () => {
  const kept = filter(styles)
  for (const used of ['.taro-img', '.taro-scroll-view', '.weui-input', '.taro-text', '.rmc-pull-to-refresh-content']) {
    expect(kept).toContain(used)
  }
  expect(kept).not.toMatch(/taro-button|taro-picker|weui-icon|swiper|url\(/)
})

test('styles that are not as expected are noticed', () => {
  expect(() => filter('.taro-img { color: red')).toThrow('not as expected')
})
