/**
 * `npm run serve -- FOLDER [--collections FILE] [--data FOLDER] [--app FOLDER] [--port N]`: runs the local cloud for the
 * functions in a folder, of this project or another; `docs/local-cloud.md`.
 */
import '../../local-cloud/main'
