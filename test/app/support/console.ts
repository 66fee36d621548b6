/** Any call of `console.error`, from the app, React or the simulator, fails the test. */
const complaints: string[] = []

beforeEach(() => {
  complaints.length = 0
  jest.spyOn(console, 'error').mockImplementation((...parts: unknown[]) => {
    complaints.push(parts.map(part => (part instanceof Error ? (part.stack ?? part.message) : String(part))).join(' '))
  })
})

afterEach(() => {
  jest.restoreAllMocks()
  expect(complaints).toEqual([])
})
