import { stopBrowser } from './browser-server'

export default stopBrowser
