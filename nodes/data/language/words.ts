import { unspacedScriptLetters as unspaced } from '../../../core/data/word-spans.ts'

const word = new RegExp(String.raw`[${unspaced}]\p{M}*|(?:(?![${unspaced}])[\p{L}\p{N}\p{M}'’])+`, 'gu')

/** Words of a text, without what stands between them; in scripts without spaces (Chinese, Japanese, Thai, …) each letter. */
export const splitWords = (text: string): string[] => text.match(word) ?? []

/** Where the words of a text start. */
export const wordStarts = (text: string): number[] => Array.from(text.matchAll(word), ({ index }) => index)
