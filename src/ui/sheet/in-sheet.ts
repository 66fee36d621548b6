import { createContext } from 'react'

/** Whether a field is in a sheet, which is fixed to the screen: WeChat has to know that of a text area. */
export const InSheet = createContext(false)
