const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/** Abbreviations after which a sentence goes on, where the rules of Unicode see its end: Mr. Smith, e.g. Paris, J. Doe. */
const goesOn =
  /(?:^|[\s(“"'‘])(?:Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|Mt|Lt|Col|Gen|Rev|Hon|vs|cf|e\.g|i\.e|No|Fig|Vol|z\.B|bzw|ca|Nr|\p{Lu})\.\s*$/u

/** A full stop of Latin letters with no space after it, where Chinese goes on: U.S.A.的. */
const touchesNext = /[A-Za-z]\.$/

/** “Why?” he asked. is one sentence. */
const quoted = /[”’"'»]$/

/**
 * The sentences of a text by the rules of Unicode (UAX 29), trimmed; none is empty. An empty line always ends a sentence; `lines`
 * says that every line does.
 */
export const sentencesOf = (text: string, lines = false): string[] =>
  text.split(lines ? /\n/ : /\n\s*\n/).flatMap(part => joined(part.replace(/\s*\n\s*/g, ' ')))

function joined(text: string): string[] {
  const sentences: string[] = []
  let open = ''
  for (const { segment } of segmenter.segment(text)) {
    if (quoted.test(sentences.at(-1) ?? '') && open === '' && /^\p{Ll}/u.test(segment)) open = `${sentences.pop()} `
    open += segment
    if (goesOn.test(open.slice(-20)) || touchesNext.test(segment)) continue
    sentences.push(open.trim())
    open = ''
  }
  return [...sentences, open.trim()].filter(sentence => sentence !== '')
}
