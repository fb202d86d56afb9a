/** Some consecutive lines of a text. */
export interface Lines {
  readonly lines: readonly string[]
  /** The number of the first line, from 1. */
  readonly from: number
}

/** The lines of a text that arrives in chunks; all kinds of line ends are accepted, and the last line needs none. A line of any length is one string. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<Lines> {
  let open: string[] = []
  let from = 1
  let afterReturn = false
  for await (const piece of pieces) {
    if (piece === '') continue
    const parts = (afterReturn && piece.startsWith('\n') ? piece.slice(1) : piece).split(/\r\n|\r|\n/)
    afterReturn = piece.endsWith('\r')
    const rest = parts.pop() ?? ''
    if (parts.length > 0) {
      parts[0] = open.join('') + parts[0]
      open = []
      yield { lines: parts, from }
      from += parts.length
    }
    if (rest !== '') open.push(rest)
  }
  if (open.length > 0) yield { lines: [open.join('')], from }
}
