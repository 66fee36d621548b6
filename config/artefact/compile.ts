/**
 * Runs the official toolchain in a separate process: it prints much and leaves handles open. Arguments: the folder
 * of the toolchain, the artefact. The last line it prints is a `Verdict` as JSON.
 */

/** The limits that WeChat's server would send for an account; given here, so that no request is needed. MB and counts. */
const LIMITS = {
  MaxCodeSize: 2,
  MaxSubpackageSubCodeSize: 2,
  MaxSubpackageFullCodeSize: 20,
  MaxSubPackageLimit: 100,
  NavigateMiniprogramLimit: 10,
  MinTabbarCount: 2,
  MaxTabbarCount: 5,
  MaxCustomTabbarCount: 5,
  MaxTabbarIconSize: 40,
}

/** The number of files that were produced, or why there are none. */
export type Verdict = { files: number } | { reason: string }

interface Toolchain {
  Project: new (options: object) => { attr: () => Promise<object> }
  getCompiledResult: (options: object) => Promise<Record<string, string | Buffer>>
}

async function compile(): Promise<Verdict> {
  const [toolchain = '', dist = ''] = process.argv.slice(2)
  const { Project, getCompiledResult } = require(toolchain) as Toolchain
  const project = new Project({
    appid: 'wx0000000000000000',
    type: 'miniProgram',
    projectPath: dist,
    privateKey: 'none: nothing is uploaded',
  })
  project.attr = async () => ({ appType: 0, isSandbox: false, platform: false, released: true, setting: LIMITS })
  const files = await getCompiledResult({
    project,
    version: '0.0.0',
    setting: { useProjectConfig: true },
    threads: 0,
    onProgressUpdate: () => undefined,
  })
  return { files: Object.keys(files).length }
}

compile()
  .catch((error: unknown): Verdict => ({ reason: error instanceof Error ? error.message : String(error) }))
  .then(verdict => process.stdout.write(`\n${JSON.stringify(verdict)}\n`, () => process.exit(0)))
