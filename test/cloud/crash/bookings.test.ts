import { bookingScenes } from './scenes/bookings'
import { crashSuite } from './suite'

crashSuite(bookingScenes)
