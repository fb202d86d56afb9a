const pieceCharacters = 32_768

/** Matches a space or line feed after another character: a new word starts there anyway. */
const beforeSpaces = /(?<=\P{White_Space})[ \n]/gu

/** A long text in chunks that tokenise exactly as the whole would; `cut` finds boundaries, which may follow a UTF-16 unit for which `may` returns true. */
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
