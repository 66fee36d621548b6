/** The worker's file, beside `index.html`. */
export const WORKER_FILE = 'worker.js'
/** How the names of caches begin that hold a build. */
export const KEPT_PREFIX = 'nf-build-'
