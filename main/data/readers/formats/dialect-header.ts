/** What a table says of itself in lines that are no rows. */
export interface DialectHeader {
  /** These lines, with their ends. */
  readonly lines: string
  readonly delimiter?: string
  /** There are no names of columns. */
  readonly nameless?: true
}

const end = '(?:\\r\\n|\\n|\\r)'
/** By which Excel tells itself the sign between cells. */
const excel = new RegExp(`^\\ufeff?"?sep=([^\\r\\n"])"?${end}`, 'i')
/** With which Anki and others who learn words begin: #separator:tab, #html:true and more. */
const anki = new RegExp(`^\\ufeff?#separator:([^\\r\\n]+)${end}(?:#[a-z ]+:[^\\r\\n]*${end})*`, 'i')
const ankiSigns: Readonly<Record<string, string>> = {
  tab: '\t',
  comma: ',',
  semicolon: ';',
  pipe: '|',
  colon: ':',
  space: ' ',
}

export function dialectHeader(beginning: string): DialectHeader {
  const [lines = '', sign] = excel.exec(beginning) ?? []
  if (sign) return { lines, delimiter: sign }
  const [first = '', name = ''] = anki.exec(beginning) ?? []
  return first === ''
    ? { lines: '' }
    : { lines: first, delimiter: ankiSigns[name.trim().toLowerCase()] ?? name, nameless: true }
}
