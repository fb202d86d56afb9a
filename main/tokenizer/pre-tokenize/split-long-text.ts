const pieceCharacters = 32_768

/** Cut before a space or line feed that follows a letter, where a new word begins anyway. */
const beforeSpaces = /(?<=\P{White_Space})[ \n]/gu

/** A long text in pieces that tokenise exactly as the whole would; `cut` finds places where it may be cut after a letter that `may` end one. */
export function* splitLongText(text: string, cut = beforeSpaces, may = (_unit: number) => true): Generator<string> {
  let start = 0
  while (text.length - start > pieceCharacters) {
    cut.lastIndex = start + pieceCharacters
    let found = cut.exec(text)
    while (found && !may(text.charCodeAt(found.index - 1))) found = cut.exec(text)
    if (!found) break
    yield text.slice(start, found.index)
    start = found.index
  }
  yield text.slice(start)
}
