// The words of a row are one text with spaces between them (core/plan/plan.ts): a space within a word is one that does not break.

const inner = '\u00a0'

/** Words, or tags, as the text that a row has of them. */
export const spaced = (words: readonly string[]): string =>
  words.map(word => word.trim().replace(/\s+/g, inner)).join(' ')

/** The words, or tags, of such a text. */
export const wordsIn = (text: string): string[] => text.split(' ').map(word => word.replaceAll(inner, ' '))
