/** What a delimited text declares about itself in lines before its rows. */
export interface DialectHeader {
  /** These lines, including line ends. */
  readonly lines: string
  readonly delimiter?: string
  /** Whether the file declares that it has no column names. */
  readonly nameless?: true
}

const end = '(?:\\r\\n|\\n|\\r)'
/** Matches the line in which Excel declares the delimiter: sep=; */
const excel = new RegExp(`^\\ufeff?"?sep=([^\\r\\n"])"?${end}`, 'i')
/** Matches the header lines of Anki and other flashcard programs: #separator:tab, #html:true and more. */
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
