/**
 * Reads a data file without opening it. LMDB maps the file into memory and trusts what it finds there: a page behind the end
 * of the file kills the process with a bus error, and an older state than the last one would be taken without a word. So
 * every page that the last state reaches is checked before: it is in the file, it is the page that was meant, its contents
 * fit, no page is used twice, and the counts are those that were written.
 *
 * The layout is that of `mdb.c` in the package `lmdb`, on little-endian machines.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { EngineError } from '../engine'

const HEADER = 24
const META = { magic: 24, version: 28, pageSize: 48, free: 48, main: 96, lastPage: 144, transaction: 152, length: 168 }
const TREE = { flags: 4, depth: 6, branches: 8, leaves: 16, overflows: 24, entries: 32, root: 40, length: 48 }
const PAGE = { number: 0, transaction: 8, flags: 18, lower: 20, upper: 22, overflows: 20 }
const NODE = { flags: 4, keySize: 6, length: 8 }
const MAGIC = 0xbeefc0de
const VERSION = 2
const FLAGS = { branch: 1, leaf: 2, overflow: 4, meta: 8 }
/** The flags that tell kinds of pages apart; others are notes of a running process. */
const KINDS = 0x6f
const NODE_FLAGS = { big: 1, tree: 2, duplicates: 4 }
const INTEGER_KEYS = 8
const NO_PAGE = 0xffffffffffffffffn
const MAX_DEPTH = 32
/** The buffer for pages of large values; the main tree and the trees in it use those before it. */
const LARGE = 2 * MAX_DEPTH + 1

/** What the last committed state of a data file holds. */
export interface Inspection {
  transaction: number
  pages: number
  /** Entries of all databases in the file. */
  entries: number
}

class Damage extends Error {}

/** Takes an entry; its value is read when it is asked for, since documents need not be. */
type OnValue = (read: () => Buffer, flags: number) => void

function damaged(what: string): never {
  throw new Damage(what)
}

interface Meta {
  pageSize: number
  transaction: number
  lastPage: number
  bytes: Buffer
}

/** What a tree consists of: pages of each kind, and entries. */
interface Counts {
  branches: number
  leaves: number
  overflows: number
  entries: number
}

interface Tree extends Counts {
  flags: number
  depth: number
  root: bigint
}

const number64 = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64LE(at))

function treeAt(bytes: Buffer, at: number): Tree {
  return {
    flags: bytes.readUInt16LE(at + TREE.flags),
    depth: bytes.readUInt16LE(at + TREE.depth),
    branches: number64(bytes, at + TREE.branches),
    leaves: number64(bytes, at + TREE.leaves),
    overflows: number64(bytes, at + TREE.overflows),
    entries: number64(bytes, at + TREE.entries),
    root: bytes.readBigUInt64LE(at + TREE.root),
  }
}

function metaOf(bytes: Buffer, at: number): Meta {
  const kind = bytes.readUInt16LE(PAGE.flags) & KINDS
  if (kind !== FLAGS.meta || number64(bytes, PAGE.number) !== at)
    damaged(`page ${at} is not the beginning of a database`)
  if (bytes.readUInt32LE(META.magic) !== MAGIC) damaged('it does not begin like a database')
  if ((bytes.readUInt32LE(META.version) & 0xffff) !== VERSION) damaged('its format is not known')
  const pageSize = bytes.readUInt32LE(META.pageSize)
  if (pageSize < 512 || pageSize > 65536 || (pageSize & (pageSize - 1)) !== 0) damaged('its page size is impossible')
  return {
    pageSize,
    transaction: number64(bytes, META.transaction),
    lastPage: number64(bytes, META.lastPage),
    bytes: Buffer.from(bytes.subarray(0, META.length)),
  }
}

class Inspector {
  private readonly used: Uint8Array
  private readonly buffers: Buffer[] = []
  private entries = 0

  constructor(
    private readonly handle: number,
    private readonly size: number,
    private readonly meta: Meta,
  ) {
    if (meta.lastPage > 2 ** 40 / meta.pageSize) damaged('its length is impossible')
    this.used = new Uint8Array(meta.lastPage + 1)
    this.used.fill(1, 0, 2)
  }

  inspect(): Inspection {
    const { bytes, transaction, lastPage } = this.meta
    const [main, free] = [treeAt(bytes, META.main), treeAt(bytes, META.free)]
    // The flags of the free tree have those of the environment among them, which differ with how it was written.
    if (main.flags !== 0 || (free.flags & INTEGER_KEYS) === 0) damaged('its trees are of another kind')
    this.checkAge(main, free)
    this.walkTree(main, MAX_DEPTH, (value, flags) => this.walkDatabase(value, flags))
    const lists: Buffer[] = []
    this.walkTree(free, 0, value => lists.push(Buffer.from(value())))
    for (const list of lists) this.markFree(list)
    return { transaction, pages: lastPage + 1, entries: this.entries }
  }

  /**
   * Every commit writes the root of one of the two trees anew, with its own number. A state whose roots are older or younger
   * has a wrong number, and is perhaps not the newest.
   */
  private checkAge(...trees: Tree[]): void {
    const ages = trees
      .filter(({ root }) => root !== NO_PAGE)
      .map(({ root }) => {
        return number64(this.read(root, FLAGS.branch | FLAGS.leaf, 0), PAGE.transaction)
      })
    if (ages.length > 0 && Math.max(...ages) !== this.meta.transaction) damaged('its last state is not the newest')
  }

  /** Reads a page. The buffer of a level is used again for its next page. */
  private read(wanted: bigint, kinds: number, level: number): Buffer {
    const { pageSize, lastPage } = this.meta
    const page = Number(wanted)
    if (wanted > BigInt(lastPage)) damaged(`page ${wanted} does not exist`)
    if ((page + 1) * pageSize > this.size) damaged(`it ends before page ${page}; it was cut off`)
    this.buffers[level] ??= Buffer.allocUnsafe(pageSize)
    const bytes = this.buffers[level]
    readSync(this.handle, bytes, 0, pageSize, page * pageSize)
    const kind = bytes.readUInt16LE(PAGE.flags) & KINDS
    const isOne = kind !== 0 && (kind & kinds) === kind && (kind & (kind - 1)) === 0
    if (!isOne || number64(bytes, PAGE.number) !== page) damaged(`page ${page} is not what it should be`)
    return bytes
  }

  private use(page: number, count = 1): void {
    for (let at = page; at < page + count; at++) {
      if (this.used[at] !== 0) damaged(`page ${at} is used twice or does not exist`)
      this.used[at] = 1
    }
  }

  /** `level` is added to the numbers of this tree's buffers, so that a tree that is read inside another has its own. */
  private walkTree(tree: Tree, level: number, onValue: OnValue): void {
    const found = { branches: 0, leaves: 0, overflows: 0, entries: 0 }
    if (tree.root === NO_PAGE) {
      if (tree.entries !== 0 || tree.depth !== 0) damaged('an empty tree has entries')
      return
    }
    if (tree.depth > MAX_DEPTH) damaged('a tree is impossibly deep')
    this.walkPage(tree.root, tree.depth, level + tree.depth, found, onValue)
    for (const name of ['branches', 'leaves', 'overflows', 'entries'] as const) {
      if (found[name] !== tree[name]) damaged(`a tree has ${found[name]} ${name} where ${tree[name]} were written`)
    }
  }

  private walkPage(root: bigint, depth: number, level: number, found: Counts, onValue: OnValue): void {
    if (depth < 1) damaged('a tree is deeper than it was written')
    const page = this.read(root, depth > 1 ? FLAGS.branch : FLAGS.leaf, level)
    this.use(Number(root))
    if (depth > 1) found.branches++
    else found.leaves++
    const [lower, upper] = [page.readUInt16LE(PAGE.lower), page.readUInt16LE(PAGE.upper)]
    if (lower > upper || upper > page.length - HEADER || lower % 2 !== 0) damaged(`page ${root} has impossible bounds`)
    for (let slot = HEADER; slot < HEADER + lower; slot += 2) {
      const at = page.readUInt16LE(slot) + HEADER
      if (at < upper + HEADER || at + NODE.length > page.length) damaged(`page ${root} has an entry outside of it`)
      if (at + NODE.length + page.readUInt16LE(at + NODE.keySize) > page.length) damaged(`a key leaves page ${root}`)
      if (depth > 1) this.walkPage(childOf(page, at), depth - 1, level - 1, found, onValue)
      else this.walkEntry(page, at, found, onValue)
    }
  }

  private walkEntry(page: Buffer, at: number, found: Counts, onValue: OnValue): void {
    found.entries++
    const flags = page.readUInt16LE(at + NODE.flags)
    const size = page.readUInt32LE(at)
    const start = at + NODE.length + page.readUInt16LE(at + NODE.keySize)
    if ((flags & ~(NODE_FLAGS.big | NODE_FLAGS.tree)) !== 0) damaged('an entry is of an unknown kind')
    if ((flags & NODE_FLAGS.big) === 0) {
      if (start + size > page.length) damaged('a value leaves its page')
      onValue(() => page.subarray(start, start + size), flags)
      return
    }
    if (start + 8 > page.length) damaged('a value leaves its page')
    const first = page.readBigUInt64LE(start)
    const head = this.read(first, FLAGS.overflow, LARGE)
    const pages = head.readUInt32LE(PAGE.overflows)
    if (pages * this.meta.pageSize < size + HEADER) damaged('a large value is longer than its pages')
    if ((Number(first) + pages) * this.meta.pageSize > this.size)
      damaged('it ends inside a large value; it was cut off')
    this.use(Number(first), pages)
    found.overflows += pages
    onValue(() => this.large(first, size), flags)
  }

  /** The value of several pages. */
  private large(first: bigint, size: number): Buffer {
    const bytes = Buffer.allocUnsafe(size)
    readSync(this.handle, bytes, 0, size, Number(first) * this.meta.pageSize + HEADER)
    return bytes
  }

  private walkDatabase(read: () => Buffer, flags: number): void {
    if ((flags & NODE_FLAGS.tree) === 0) {
      this.entries++
      return
    }
    const value = read()
    if (value.length !== TREE.length) damaged('the record of a tree has a wrong length')
    const tree = treeAt(value, 0)
    if (tree.flags !== 0) damaged('a tree is of another kind')
    this.entries += tree.entries
    this.walkTree(tree, 0, (_, kind) => {
      if ((kind & NODE_FLAGS.tree) !== 0) damaged('a tree is inside a tree')
    })
  }

  /**
   * A list of free pages: its length, then pages; a negative number is the length of a block, which the next one begins, and
   * zero is nothing. A page may be listed twice.
   */
  private markFree(list: Buffer): void {
    const count = list.length >= 8 ? number64(list, 0) : -1
    if (count < 0 || (count + 1) * 8 > list.length) damaged('a list of free pages is too short')
    for (let i = 1; i <= count; i++) {
      const entry = Number(list.readBigInt64LE(i * 8))
      if (entry < 0 && i < count) this.free(number64(list, ++i * 8), -entry)
      else if (entry > 0) this.free(entry, 1)
    }
  }

  private free(page: number, count: number): void {
    if (page + count > this.used.length) damaged(`page ${page} is free but does not exist`)
    for (let at = page; at < page + count; at++) {
      if (this.used[at] === 1) damaged(`page ${at} is in use and free`)
    }
  }
}

function childOf(page: Buffer, at: number): bigint {
  const low = BigInt(page.readUInt32LE(at))
  return low | (BigInt(page.readUInt16LE(at + NODE.flags)) << 32n)
}

/** The beginnings of both states, the newest first, and of the one that was written to the disk last, if there is one. */
function readMetas(handle: number, size: number): Meta[] {
  const read = (at: number) => {
    const bytes = Buffer.alloc(META.length)
    if (readSync(handle, bytes, 0, META.length, at) < META.length) damaged('it ends in its beginning; it was cut off')
    return bytes
  }
  const first = metaOf(read(0), 0)
  if (size < 2 * first.pageSize) damaged('it ends in its beginning; it was cut off')
  const second = metaOf(read(first.pageSize), 1)
  if (second.pageSize !== first.pageSize) damaged('its two beginnings differ in page size')
  // Commits write the two in turn: those with even numbers the first, the others the second.
  const isInTurn = first.transaction % 2 === 0 && (second.transaction % 2 === 1 || second.transaction === 0)
  if (!isInTurn || Math.abs(first.transaction - second.transaction) > 1)
    damaged('its two last states are not consecutive')
  return [first, second].sort((a, b) => b.transaction - a.transaction)
}

/** How long a file that another process has just begun to make may be unfinished, ms. */
const MAKING_MS = 5000
const PAUSE_MS = 20
/** How often a file is read again that another process has written to meanwhile. */
const ATTEMPTS = 20

function inspectOpen(handle: number, dir: string): Inspection {
  for (let attempt = 0; ; attempt++) {
    const metas: Meta[] = []
    try {
      const { size } = fstatSync(handle)
      metas.push(...readMetas(handle, size))
      const [newest] = metas as [Meta, Meta]
      return new Inspector(handle, size, newest).inspect()
    } catch (error) {
      if (!(error instanceof Damage)) throw error
      if (isBeingMade(handle, metas)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS)
      else if (attempt >= ATTEMPTS || !isBeingWritten(handle, metas)) {
        throw new EngineError('DAMAGED', `the data file in ${dir} is damaged: ${error.message}`)
      }
    }
  }
}

/** Whether the file has no beginning yet and is so young that another process may be writing it. */
function isBeingMade(handle: number, metas: Meta[]): boolean {
  return metas.length < 2 && Date.now() - fstatSync(handle).mtimeMs < MAKING_MS
}

/** Whether another process has committed since the beginnings were read. */
function isBeingWritten(handle: number, before: Meta[]): boolean {
  const bytes = Buffer.alloc(META.length)
  return before.some(meta => {
    readSync(handle, bytes, 0, META.length, number64(meta.bytes, PAGE.number) * meta.pageSize)
    return !bytes.equals(meta.bytes)
  })
}

/**
 * Checks the data file of a database folder; undefined when there is none yet. Throws DAMAGED with what is wrong. Other
 * processes may use the file.
 */
export function inspectDataFile(dir: string): Inspection | undefined {
  let handle: number
  try {
    handle = openSync(join(dir, 'data.mdb'), 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    return inspectOpen(handle, dir)
  } finally {
    closeSync(handle)
  }
}
