// The byte alphabet of byte-level BPE, the same in every tokenizer.json of the GPT-2 kind.

/** A visible character for each byte: printable Latin-1 stands for itself, the others are moved to U+0100 and above. */
export const byteAlphabet: readonly string[] = letters()

const bytes: ReadonlyMap<string, number> = new Map(byteAlphabet.map((letter, byte) => [letter, byte]))

/** The bytes that a token stands for. */
export const bytesOfPiece = (piece: string): Uint8Array => Uint8Array.from(piece, letter => bytes.get(letter) ?? 0)

/** The pre-tokenization pattern of GPT-2, written so that \s has the same meaning as in the tokenizers library. */
export const gpt2Words =
  /'(?:s|t|re|ve|m|ll|d)| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu

function letters(): string[] {
  let moved = 256
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte > 32 && byte < 127) || (byte > 160 && byte !== 173)
    return String.fromCharCode(printable ? byte : moved++)
  })
}

const utf8 = new TextEncoder()

/** The ids of a text's bytes, where the vocabulary has them as `<0x41>`; undefined when one is missing. */
export function byteFallbackIds(text: string, ids: ReadonlyMap<string, number>): readonly number[] | undefined {
  const found = Array.from(utf8.encode(text), byte => ids.get(byteFallbackPiece(byte)))
  return found.every(id => id !== undefined) ? found : undefined
}

export const byteFallbackPiece = (byte: number): string => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`
