import { saveSpreadsheet } from '@/platform/save-file'
import { Button } from '@/ui/button'
import { toast } from '@/ui/toast'
import { type SheetData, workbook } from './workbook'

interface ExportButtonProps {
  id: string
  /** Name of the file, without its ending. */
  file: string
  label?: string
  /** Made when the button is tapped. */
  sheet: () => SheetData
}

/** Saves what the screen shows as an .xlsx file. */
export function ExportButton({ id, file, label = '导出表格', sheet }: ExportButtonProps) {
  const save = async () => {
    const saved = await saveSpreadsheet(`${file}.xlsx`, workbook(sheet()))
    if (!saved) toast('这台手机打不开表格', '请在电脑上的微信里试试。')
  }
  return (
    <Button id={id} look="soft" size="small" onTap={() => void save()}>
      {label}
    </Button>
  )
}
