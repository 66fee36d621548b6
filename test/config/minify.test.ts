import { minifyWithSwc } from '../../config/build/minify'

/** A chain of webpack as Taro makes it: without a minimizer when the build is watched. */
const chainOf = (names: readonly string[], tapped: object[]) => ({
  optimization: {
    minimizers: { has: (name: string) => names.includes(name) },
    minimizer: (name: string) => ({
      tap(change: (args: object[]) => object[]) {
        if (!names.includes(name)) throw new Error(`there is no ${name}`)
        tapped.push(...change([{ parallel: true }]))
      },
    }),
  },
})

test('a build is minified by swc, and one that is watched by nothing', () => {
  const tapped: object[] = []
  minifyWithSwc(chainOf([], tapped), 2017)
  expect(tapped).toEqual([])
  minifyWithSwc(chainOf(['terserPlugin'], tapped), 2017)
  expect(tapped).toMatchObject([{ parallel: true, terserOptions: { ecma: 2017 } }])
})
