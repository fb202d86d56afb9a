const size = 32_768

/**
 * A long text in pieces that tokenise exactly as the whole would: cut before a line feed with letters on both sides,
 * where a new word begins anyway.
 */
export function* textPieces(text: string): Generator<string> {
  const cut = /(?<=\S)\n(?=\S)/g
  let start = 0
  while (text.length - start > size) {
    cut.lastIndex = start + size
    const found = cut.exec(text)
    if (!found) break
    yield text.slice(start, found.index)
    start = found.index
  }
  yield text.slice(start)
}
