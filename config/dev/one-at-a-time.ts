/**
 * A task that runs once at a time. Asked for while it runs, it runs once more afterwards, however often it was asked for:
 * nothing that changed meanwhile is missed. A failure goes to `onError` and stops nothing.
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
