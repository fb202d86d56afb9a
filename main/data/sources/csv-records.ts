/** How the lines of a table are cut into cells. */
export interface Layout {
  /** The sign between cells. */
  readonly delimiter: string
  /** The sign around cells that hold delimiters; null when there is none. */
  readonly quote: string | null
  /** What stands before a quote within such a cell: another one, or a backslash. */
  readonly escape: string | null
}

/** A row of a table in text, and the line on which it begins, from 1. */
export interface CsvRecord {
  readonly cells: readonly string[]
  readonly line: number
}

/** What is wrong with the cells of the row that begins on a line; its code says what. */
export class CsvFault extends Error {
  readonly code: 'open-quote' | 'stray-quote' | 'too-large'
  readonly line: number

  constructor(code: CsvFault['code'], line: number) {
    super(`line ${line}: ${code}`)
    this.code = code
    this.line = line
  }
}

const [lineFeed, carriageReturn] = [10, 13]

/**
 * Cuts a text that comes in pieces into rows and cells, by RFC 4180: a cell may stand in quotes; within one that does
 * not, they are letters. Lines end as they like, and empty ones are no rows. Throws a CsvFault where quotes do not fit, or a row has more than `most` letters.
 */
export function csvCutter({ delimiter, quote, escape: mark }: Layout, most = Number.POSITIVE_INFINITY) {
  const between = delimiter.charCodeAt(0)
  const around = quote === null ? -1 : quote.charCodeAt(0)
  let [rest, cell] = ['', '']
  let [cells, letters]: [string[], number] = [[], 0]
  let [quoting, wasQuoted] = [false, false]
  let [line, ended] = [1, 0] // where the row begins, and how many lines ended in it
  const fault = (code: CsvFault['code']) => new CsvFault(code, line)

  /** What stands in quotes from a place on; gives the place after it, or −1 when it goes on in the next piece. */
  const quoted = (text: string, from: number, isLast: boolean): number => {
    let at = from
    for (;;) {
      const next = nearest(text, at, quote, mark)
      take(text.slice(at, next < 0 ? text.length : next))
      if (next < 0) return -1
      if (next + 1 >= text.length && !isLast) {
        rest = text.slice(next)
        return -1
      }
      const [sign, after] = [text[next], text[next + 1]]
      if (sign === mark && after !== undefined && (sign !== quote || after === quote)) {
        take(after)
        at = next + 2
      } else if (sign !== quote) {
        take(mark ?? '')
        at = next + 1
      } else if (after === undefined || after === delimiter || after === '\n' || after === '\r') {
        ;[quoting, wasQuoted] = [false, true]
        return next + 1
      } else throw fault('stray-quote')
    }
  }
  const take = (text: string) => {
    if (text.includes('\n') || text.includes('\r')) ended += text.split(/\r\n|\r|\n/).length - 1
    cell += text
    if (letters + cell.length > most) throw fault('too-large')
  }
  const closeCell = () => {
    cells.push(cell)
    letters += cell.length
    ;[cell, wasQuoted] = ['', false]
  }
  const closeRow = (): CsvRecord | undefined => {
    const isEmpty = cells.length === 0 && cell === '' && !wasQuoted
    if (!isEmpty) closeCell()
    const row = isEmpty ? undefined : { cells, line }
    line += ended + 1
    ;[cells, letters, ended] = [[], 0, 0]
    return row
  }

  function* cut(text: string, isLast: boolean): Generator<CsvRecord> {
    let at = 0
    while (at >= 0 && at < text.length) {
      if (quoting) {
        at = quoted(text, at, isLast)
        continue
      }
      const end = endOfBare(text, at, between, around)
      if (end > at) cell += text.slice(at, end)
      if (letters + cell.length > most) throw fault('too-large')
      const sign = end < text.length ? text.charCodeAt(end) : Number.NaN
      at = end + 1
      if (sign === around) {
        if (cell === '') quoting = true
        else cell += quote
      } else if (sign === between) closeCell()
      else if (sign === carriageReturn && end + 1 >= text.length && !isLast) rest = '\r'
      else if (sign === lineFeed || sign === carriageReturn) {
        if (sign === carriageReturn && text.charCodeAt(at) === lineFeed) at++
        const row = closeRow()
        if (row) yield row
      }
    }
  }

  return {
    /** The rows that end in the next piece. */
    *rows(piece: string): Generator<CsvRecord> {
      const text = rest + piece
      rest = ''
      yield* cut(text, false)
    },
    /** The last row, when no line end follows it. */
    *last(): Generator<CsvRecord> {
      const text = rest
      rest = ''
      yield* cut(text, true)
      if (quoting) throw fault('open-quote')
      const row = closeRow()
      if (row) yield row
    },
  }
}

/** The place of the next sign that means something within quotes. */
function nearest(text: string, from: number, quote: string | null, mark: string | null): number {
  if (quote === null) return -1
  if (mark === null || mark === quote) return text.indexOf(quote, from)
  for (let at = from; at < text.length; at++) if (text[at] === quote || text[at] === mark) return at
  return -1
}

/** The place of the sign that ends what stands outside of quotes. */
function endOfBare(text: string, from: number, between: number, around: number): number {
  let at = from
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === between || unit === lineFeed || unit === carriageReturn || unit === around) break
  }
  return at
}
