const size = 32_768

/**
 * A long text in pieces that tokenise exactly as the whole would: cut before a space or line feed that follows a letter,
 * where a new word begins anyway.
 */
export function* textPieces(text: string): Generator<string> {
  const cut = /(?<=\P{White_Space})[ \n]/gu
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
