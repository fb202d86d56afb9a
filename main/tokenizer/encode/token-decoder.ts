import { unspacedScriptLetters } from '../../../core/data/word-spans.ts'
import type { TokenizerJson } from '../file/tokenizer-json.ts'
import { vocabularyIds } from '../file/tokenizer-json.ts'
import { byteAlphabet, byteFallbackPiece } from '../pre-tokenize/byte-pieces.ts'
import { libraryTokenizer } from '../pre-tokenize/components.ts'
import { libraryNormalizer } from '../pre-tokenize/pre-tokenizer.ts'

const spaceAhead = new RegExp(`^ [${unspacedScriptLetters}]`, 'u')

/** Decodes ids to text, and gives the text that each id stands for inside a text. */
export function tokenDecoder(file: TokenizerJson) {
  const names: string[] = []
  for (const [name, id] of vocabularyIds(file.model)) names[id] = name
  const normalise = libraryNormalizer(file)
  const added = new Map((file.added_tokens ?? []).map(({ id, content }) => [id, content]))
  for (const { id, content, normalized } of file.added_tokens ?? [])
    names[id] = normalized ? normalise(content) : content // the library writes such tokens in normalised form
  const join = libraryDecoder(file.decoder)
  const decode = (ids: ArrayLike<number>) =>
    join(Array.from(ids, id => names[id]).filter((name): name is string => name !== undefined))
  const inside = besideAWord(names, join)
  const text = (id: number) => added.get(id) ?? inside(names[id] ?? '')
  const bytes = bytePieces(file)
  const byteLength = (id: number) => {
    if (added.has(id) || names[id] === undefined) return 0
    return bytes(names[id]) ?? Buffer.byteLength(text(id))
  }
  let lengths: Uint16Array | undefined
  const byteLengths = () => (lengths ??= Uint16Array.from(names, (_, id) => byteLength(id)))
  return { decode, text, byteLengths }
}

function libraryDecoder(file: unknown): (names: string[]) => string {
  const library = file ? libraryTokenizer({ decoder: file }).getDecoder() : undefined
  return names => library?.decode(names) ?? names.join(' ')
}

/** The text that a token adds: it is decoded next to an ordinary word, because many tokens lose their space at the edge of a text. */
function besideAWord(names: readonly string[], join: (names: string[]) => string): (name: string) => string {
  const ends = names.find(name => /^[A-Za-z]+<\/w>$/.test(name))
  if (ends !== undefined) {
    const word = join([ends])
    return name => join([name, ends]).slice(0, -word.length)
  }
  const beside = names.find(name => /^▁?[A-Za-z]+$/.test(name))
  if (beside === undefined) return name => join([name])
  const word = join([beside])
  return name => {
    const both = join([beside, name])
    const rest = both.startsWith(word) ? both.slice(word.length) : join([name])
    return spaceAhead.test(rest) ? rest.slice(1) : rest
  }
}

/** Byte tokens, which may be part of a character, with the number of their bytes. */
function bytePieces({ model, decoder }: TokenizerJson): (name: string) => number | undefined {
  if (JSON.stringify(decoder ?? null).includes('"ByteLevel"')) {
    const letters = new Set(byteAlphabet)
    return name => ([...name].every(letter => letters.has(letter)) ? [...name].length : undefined)
  }
  const bytes = new Set(model.byte_fallback ? Array.from({ length: 256 }, (_, byte) => byteFallbackPiece(byte)) : [])
  return name => (bytes.has(name) ? 1 : undefined)
}
