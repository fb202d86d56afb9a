import { unspacedScriptLetters as unspaced } from '../../../core/data/word-spans.ts'

const word = new RegExp(String.raw`[${unspaced}]\p{M}*|(?:(?![${unspaced}])[\p{L}\p{N}\p{M}'’])+`, 'gu')

/** The words of a text; in scripts without spaces (Chinese, Japanese, Thai, …) each character is one. */
export const splitWords = (text: string): string[] => text.match(word) ?? []

/** The starts of the words of a text. */
export const wordStarts = (text: string): number[] => Array.from(text.matchAll(word), ({ index }) => index)
