/** The storage actions of the CloudBase protocol. Contents of files travel over `/files/<path>`. */
import { type CloudFiles, fileIdOf, isCloudPath, pathOfFileId } from './files'

type Body = Record<string, unknown>

/** What the actions need: the files, and the address of the cloud, which their URLs begin with. */
export interface Storage {
  files: CloudFiles
  address: () => string
}

/** The data of a reply, or why there is none. */
export type StorageAnswer = { data: Body } | { code: string; message: string }

/** Seconds for which a URL is said to be valid; here it stays valid. */
const MAX_AGE_S = 86_400
const NO_FILE = 'STORAGE_FILE_NONEXIST'

const invalid = (message: string): StorageAnswer => ({ code: 'INVALID_PARAM', message })

const urlOf = ({ address }: Storage, path: string) => `${address()}/files/${path}`

async function uploadMetadata(body: Body, storage: Storage): Promise<StorageAnswer> {
  const { path } = body
  if (!isCloudPath(path)) {
    return invalid(
      'cloudPath must be a relative path of at most 850 bytes without empty parts and without \\ ? # % " < > | :',
    )
  }
  const fileId = fileIdOf(path)
  // The SDK uses this address as it is, while it encodes addresses of downloads.
  const url = encodeURI(urlOf(storage, path))
  // The SDK sends the last three back in headers, which cannot hold Chinese.
  return { data: { url, fileId, cosFileId: encodeURI(fileId), token: 'local', authorization: 'local' } }
}

async function downloadUrls({ file_list: list }: Body, storage: Storage): Promise<StorageAnswer> {
  if (!Array.isArray(list)) return invalid('file_list must be a list')
  const answers = list.map(async (entry: unknown) => {
    const { fileid, max_age } = Object(entry) as { fileid?: unknown; max_age?: unknown }
    const path = pathOfFileId(fileid)
    if (path === undefined || !(await storage.files.has(path)))
      return { fileID: fileid, code: NO_FILE, tempFileURL: '' }
    const maxAge = typeof max_age === 'number' ? max_age : MAX_AGE_S
    return { fileID: fileid, code: 'SUCCESS', tempFileURL: urlOf(storage, path), maxAge }
  })
  return { data: { download_list: await Promise.all(answers) } }
}

async function deleteFiles({ fileid_list: list }: Body, { files }: Storage): Promise<StorageAnswer> {
  if (!Array.isArray(list)) return invalid('fileid_list must be a list')
  const answers: Body[] = []
  for (const fileID of list) {
    const path = pathOfFileId(fileID)
    const removed = path !== undefined && (await files.remove(path))
    answers.push({ fileID, code: removed ? 'SUCCESS' : NO_FILE })
  }
  return { data: { delete_list: answers } }
}

const ACTIONS: Record<string, (body: Body, storage: Storage) => Promise<StorageAnswer>> = {
  'storage.getUploadMetadata': uploadMetadata,
  'storage.batchGetDownloadUrl': downloadUrls,
  'storage.batchDeleteFile': deleteFiles,
}

/** Serves a storage action; undefined when `action` is none that is offered. */
export function callStorage(action: unknown, body: Body, storage: Storage): Promise<StorageAnswer> | undefined {
  const perform = typeof action === 'string' && Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined
  return perform?.(body, storage)
}
