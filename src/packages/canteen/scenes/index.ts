import courier from './courier.svg'
import lunchBox from './lunch-box.svg'
import market from './market.svg'

/** Drawings of the canteen, which are loaded with its pages: a meal to take away, who brings it, and where it is bought. */
export const LUNCH_BOX = { src: lunchBox }
export const COURIER = { src: courier }
export const MARKET = { src: market }
