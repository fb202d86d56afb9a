/** Letters of scripts that put no spaces between words, to be written into a class of a regular expression with the flag `u`. */
export const unspacedLetters = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map(script => `\\p{Script=${script}}`)
  .join('')

/** Finds such a letter. */
export const unspaced = new RegExp(`[${unspacedLetters}]`, 'u')
