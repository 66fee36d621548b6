import type { Phone } from './phone'

/** Chooses a spreadsheet of these rows on the page of an import, as .csv. */
export async function chooseRows({ page, seen }: Phone, rows: readonly (readonly string[])[]): Promise<void> {
  const text = rows.map(cells => cells.map(cell => `"${cell}"`).join(',')).join('\r\n')
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), seen('#import-choose').click()])
  await chooser.setFiles({ name: '表格.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
}
