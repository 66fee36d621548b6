/** Node's default; the other functions take the following ports. */
const DEFAULT_INSPECT_PORT = 9229

export interface DevArguments {
  /** Port of the first function's debugger; undefined: no debugger. */
  inspectPort?: number
}

/** Reads `--inspect` or `--inspect=<port>`; throws on anything else. */
export function readArguments(args: readonly string[]): DevArguments {
  const known: DevArguments = {}
  for (const arg of args) {
    const [, port] = /^--inspect(?:=(\d{1,5}))?$/.exec(arg) ?? [null, null]
    if (port === null) throw new Error(`npm run dev takes --inspect or --inspect=<port>, not "${arg}".`)
    known.inspectPort = port === undefined ? DEFAULT_INSPECT_PORT : Number(port)
  }
  return known
}
