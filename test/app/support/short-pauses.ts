/** Pauses of the app between attempts and after typing last less than this, ms. */
const LONGEST = 2000
/** Shorter ones are those of tests, which look again. */
const SHORTEST = 200
/** How long a door shows who came in before the camera opens again (`door-result.tsx`): tests read it. */
const SHOWN_AT_DOOR = 1600
const SHARE = 20

const { setTimeout: once } = globalThis
const shortened = (run: (...given: unknown[]) => void, pause = 0, ...given: unknown[]) => {
  const isPause = pause >= SHORTEST && pause < LONGEST && pause !== SHOWN_AT_DOOR
  return once(run, isPause ? pause / SHARE : pause, ...given)
}

/**
 * The app's short pauses pass in a twentieth of their time: what comes after them matters, not how long they are. Longer waits,
 * such as how long a door waits for the server, stay.
 */
globalThis.setTimeout = Object.assign(shortened, once) as typeof setTimeout
