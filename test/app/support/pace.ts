/** Speeds up the app's own pace: what it does every `ms` happens every few milliseconds. */
export function speedUp(ms: number): void {
  const every = globalThis.setInterval
  jest
    .spyOn(globalThis, 'setInterval')
    .mockImplementation(((run: () => void, pause: number) =>
      every(run, pause === ms ? 60 : pause)) as typeof setInterval)
}

/** Shortens the app's own waits of `ms`. */
export function hurry(ms: number): void {
  const once = globalThis.setTimeout
  jest
    .spyOn(globalThis, 'setTimeout')
    .mockImplementation(((run: () => void, pause: number) => once(run, pause === ms ? 60 : pause)) as typeof setTimeout)
}
