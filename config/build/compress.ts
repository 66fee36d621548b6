import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'

const compress = promisify(brotliCompress)
const TEXT = /\.(?:js|css|svg)$/

/** Puts a compressed copy (`.br`) beside each text file of a folder, as servers that look for it expect. */
export async function compressFolder(folder: string): Promise<void> {
  const files = (await readdir(folder, { recursive: true })).filter(file => TEXT.test(file))
  await Promise.all(
    files.map(async file => writeFile(join(folder, `${file}.br`), await compress(await readFile(join(folder, file))))),
  )
}
