let segmenter: Intl.Segmenter | undefined // created when first needed: ICU takes 30 ms to load its rules

/** Abbreviations that end no sentence, though the rules of Unicode say so: Mr. Smith, e.g. Paris, J. Doe. */
const abbreviation =
  /(?:^|[\s(“"'‘])(?:Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|Mt|Lt|Col|Gen|Rev|Hon|vs|cf|e\.g|i\.e|z\.B|bzw|\p{Lu})\.\s*$/u

/** Abbreviations before a number: fig. 3, Vol. II, ca. 1900. */
const abbreviationBeforeNumber =
  /(?:^|[\s(“"'‘])(?:no|nr|fig|figs|vol|eq|eqs|sec|ch|chap|art|pp?|approx|ca|abb|bd|s)\.\s*$/i

const aNumber = /^(?:[\d(]|[IVXLC]{2,}\b)/

/** A full stop after a Latin letter, without a space, where Chinese continues: U.S.A.的. */
const touchesNext = /[A-Za-z]\.$/

/** “Why?” he asked. is one sentence. */
const quoted = /[”’"'»]$/

/** “走吧！”他喊道。 is one sentence, too. */
const quotedInChinese = /^[“‘「『].*[”’」』]$/u
const saysWho = /^\p{Script=Han}{1,8}?[说說道问問喊叫答嚷]/u

const openingMarks = '“‘「『（《〈【〔[('
const endsInChinese = /[。！？…][”’」』）》〉】〕\])]*$/u

/**
 * The sentences of a text by the rules of Unicode (UAX 29), trimmed and non-empty. An empty line always ends a sentence; with `lines`
 * every line does.
 */
export const splitIntoSentences = (text: string, lines = false): string[] =>
  text.split(lines ? /\n/ : /\n\s*\n/).flatMap(part => joinSegments(segmentsOf(part.replace(/\s*\n\s*/g, ' '))))

/** An opening bracket or quotation mark after the end of a Chinese sentence begins the next one. */
function segmentsOf(text: string): string[] {
  const segments: string[] = []
  let opened = ''
  segmenter ??= new Intl.Segmenter('en', { granularity: 'sentence' })
  for (const { segment } of segmenter.segment(text)) {
    const whole = opened + segment
    let end = whole.length
    while (end > 0 && openingMarks.includes(whole.charAt(end - 1))) end--
    if (!endsInChinese.test(whole.slice(Math.max(0, end - 20), end))) end = whole.length
    opened = whole.slice(end)
    segments.push(whole.slice(0, end))
  }
  return [...segments, opened]
}

function joinSegments(segments: readonly string[]): string[] {
  const sentences: string[] = []
  let open = ''
  for (const [i, segment] of segments.entries()) {
    const said = sentences.at(-1) ?? ''
    if (open === '' && quoted.test(said) && /^\p{Ll}/u.test(segment)) open = `${sentences.pop()} `
    else if (open === '' && quotedInChinese.test(said) && saysWho.test(segment)) open = `${sentences.pop()}`
    open += segment
    const end = open.slice(-20)
    if (abbreviation.test(end) || touchesNext.test(segment)) continue
    if (abbreviationBeforeNumber.test(end) && aNumber.test(segments[i + 1] ?? '')) continue
    sentences.push(open.trim())
    open = ''
  }
  return [...sentences, open.trim()].filter(sentence => sentence !== '')
}
