import fc from 'fast-check'
import { SEED } from './depth'

/** fast-check with the seed of this run: what a random test finds once, it finds again. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: SEED })

export default fc
