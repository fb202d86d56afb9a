/** Signs that a one-byte encoding has where another has a letter; some of them count as letters. */
const signs = /[ªº¹²³µ]/
const scripts = ['Latin', 'Cyrillic', 'Greek', 'Hebrew', 'Arabic'].map(
  script => new RegExp(`^[\\p{Script=${script}}\\p{M}'’-]+$`, 'u'),
)
/** Texts of so many words have small letters and capitals, where their letters come in both. */
const minWordsForCase = 30
/** What a text of one kind alone is worth. */
const oneCaseScore = 0.9

/**
 * How well a text reads whose encoding was guessed, 0 to 1: the share of its words with other than plain letters that look like
 * words. Read in a wrong encoding, words have signs, capitals or letters of another alphabet within.
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

/** Letters of Windows-1252 that go together in no language that people use it for, and the encoding in which they are others. */
const mistaken = [
  { name: 'windows-1254', has: /[ðþýÐÞÝ]/, hasNot: /[áíæÁÍÆ]/ }, // Turkish, or else Icelandic
  { name: 'windows-1250', has: /[áéíóúÁÉÍÓÚ].*[õûÕÛ]|[õûÕÛ].*[áéíóúÁÉÍÓÚ]/s, hasNot: /[ãâêôàèçñ]/i }, // Hungarian, or Portuguese, French
]

/** The encoding of the same letters that a text in Windows-1252 is really in. */
export const refineWestern = (text: string): string | undefined =>
  mistaken.find(({ has, hasNot }) => has.test(text) && !hasNot.test(text))?.name
