/**
 * A task of which only one run is active. Requests during a run cause one more run afterwards, however many they are:
 * no change is missed. A failure goes to `onError`; later runs are not affected.
 */
export function oneAtATime(task: () => Promise<void>, onError: (error: unknown) => void): () => void {
  let running = false
  let asked = false
  const run = async () => {
    running = true
    while (asked) {
      asked = false
      try {
        await task()
      } catch (error) {
        onError(error)
      }
    }
    running = false
  }
  return () => {
    asked = true
    if (!running) void run()
  }
}
