/** Symbols that a single-byte encoding has where another has a letter; some of them count as letters. */
const signs = /[ªº¹²³µ]/
const scripts = ['Latin', 'Cyrillic', 'Greek', 'Hebrew', 'Arabic'].map(
  script => new RegExp(`^[\\p{Script=${script}}\\p{M}'’-]+$`, 'u'),
)
/** Words from which on a text must have both lower and upper case, where its script has them. */
const minWordsForCase = 30
/** The factor for a text in a single case. */
const oneCaseScore = 0.9

/**
 * How plausible a decoded text is, 0 to 1: the share of its words with non-ASCII letters that look like
 * words. In a wrong encoding, words contain symbols, capitals or letters of another alphabet.
 */
export function plausibility(text: string): number {
  const words = (text.match(/[a-zA-Z\u0080-\uffff]+/g) ?? [])
    .map(word => word.replace(/^[\p{P}\p{S}\p{Z}]+|[\p{P}\p{S}\p{Z}]+$/gu, ''))
    .filter(word => /[^a-zA-Z]/.test(word))
  if (words.length === 0) return 0
  const share = words.filter(isWord).length / words.length
  const all = words.join('')
  const [lower, upper] = [all.toLowerCase(), all.toUpperCase()]
  const oneCase = lower !== upper && (all === lower || all === upper)
  return oneCase && words.length > minWordsForCase ? share * oneCaseScore : share
}

function isWord(word: string): boolean {
  if (signs.test(word) || !scripts.some(script => script.test(word))) return false
  const [rest, lower] = [word.slice(1), word.toLowerCase()]
  const inCase = word === lower || word === word.toUpperCase() || rest === rest.toLowerCase()
  const plain = word.match(/[a-zA-Z]/g)?.length ?? 0
  const latin = /\p{Script=Latin}/u.test(word)
  return inCase && (!latin || word.length < 3 || plain >= word.length * 0.4)
}

/** Letters of Windows-1252 that do not occur together in any language, and the encoding in which these bytes are other letters. */
const mistaken = [
  { name: 'windows-1254', has: /[ðþýÐÞÝ]/, hasNot: /[áíæÁÍÆ]/ }, // Turkish, not Icelandic
  { name: 'windows-1250', has: /[áéíóúÁÉÍÓÚ].*[õûÕÛ]|[õûÕÛ].*[áéíóúÁÉÍÓÚ]/s, hasNot: /[ãâêôàèçñ]/i }, // Hungarian, not Portuguese or French
]

/** The encoding that a text which was decoded as Windows-1252 really has. */
export const refineWestern = (text: string): string | undefined =>
  mistaken.find(({ has, hasNot }) => has.test(text) && !hasNot.test(text))?.name
