import type { CellFault } from '@domain/office/import-centres'
import { useState } from 'react'
import { chooseSpreadsheet } from '@/platform/choose-file'
import { readSpreadsheet } from '../xlsx/read'

export interface Spreadsheet<Read> {
  /** What the file holds; null: none is chosen, or it cannot be read. */
  read: Read | null
  isUnreadable: boolean
  choose: () => Promise<void>
}

/** A spreadsheet that is chosen and read in the app: a dry run, before anything is sent. */
export function useSpreadsheet<Read extends { faults: readonly CellFault[] }>(
  readRows: (rows: string[][]) => Read,
): Spreadsheet<Read> {
  const [read, setRead] = useState<Read | null>(null)
  const [isUnreadable, setUnreadable] = useState(false)
  const choose = async () => {
    const bytes = await chooseSpreadsheet()
    if (!bytes) return
    const rows = readSpreadsheet(bytes)
    setRead(rows && readRows(rows))
    setUnreadable(rows === null)
  }
  return { read, isUnreadable, choose }
}
