// Questions that a rule makes from a text, with their answers. Nobody asked them: they are clozes, one word group of a
// sentence replaced by a question word of its kind (as in Lewis et al. 2019, Unsupervised Question Answering by Cloze
// Translation, section 2.3, without the translation of word order).

const contextWords = 80
const around = 7
const perContext = 2

/** What can be asked for, most telling first: where it stands (the answer is the group `answer`) and what asks for it. */
const kinds = [
  {
    word: 'how much money',
    pattern: /(?<answer>\$\d[\d,.]*\d(?: (?:thousand|million|billion|trillion))?)(?!-|[\d.,]*\d)/g,
  },
  { word: 'what share', pattern: /(?<answer>\b\d[\d.]* ?(?:percent|per cent))\b/g },
  { word: 'what year', pattern: /\b(?:in|since|of|until|by|before|after|during) (?<answer>1[789]\d\d|20\d\d)\b/g },
  {
    word: 'how many',
    pattern:
      /(?<![$\d.,-]|year )\b(?!(?:1[789]|20)\d\d\b)(?<answer>(?:\d[\d,]*)?\d(?: (?:thousand|million|billion))?)(?= [a-z]+)(?! (?:percent|per cent|of|and)\b)/g,
  },
  {
    word: 'who or what',
    pattern:
      /(?<=(?:^|[\s("“])[a-z]+,? )(?<answer>(?!United States\b)[A-Z][a-z]{2,}(?: (?:of )?[A-Z][a-z]{2,})+)(?!['’\w])/g,
  },
]

/** `{context, question, answer, start}` for groups of whole sentences, until there are `limit`; start counts UTF-16 units, in words. */
export function questions(texts, limit) {
  const rows = []
  for (const text of texts)
    for (const context of contexts(text)) {
      rows.push(...asked(context))
      if (rows.length >= limit) return rows.slice(0, limit)
    }
  return rows
}

/** Whole sentences in order, put together while there is room; none is in two contexts. */
function contexts(text) {
  const groups = []
  let group = []
  let words = 0
  for (const sentence of sentences(text)) {
    const more = sentence.split(' ').length
    if (words + more > contextWords && group.length > 0) {
      groups.push(group)
      group = []
      words = 0
    }
    group.push(sentence)
    words += more
  }
  return groups
    .filter(all => all.length > 1)
    .map(all => all.join(' '))
    .filter(context => context.split(' ').length <= contextWords)
}

const sentences = text =>
  text
    .split(/(?<=(?<!\b(?:Mr|Mrs|Ms|Dr|St|No|Gen|Gov|Sen|Rep|Messrs|[A-Z]))[.?!]["”’)]*) +(?=["“]?[A-Z])|\n+/)
    .filter(sentence => sentence !== '')

/** The questions to a context: for every kind the first place that is unmistakable, and no two in one sentence. */
function asked(context) {
  const rows = []
  const used = new Set()
  for (const { word, pattern } of kinds)
    for (const match of context.matchAll(pattern)) {
      const answer = match.groups.answer
      const start = match.index + match[0].indexOf(answer)
      const [from, to] = sentenceAround(context, start)
      if (rows.length === perContext || used.has(from) || context.split(answer).length !== 2) continue
      const question = cloze(context.slice(from, start), word, context.slice(start + answer.length, to))
      if (!question) continue
      used.add(from)
      rows.push({ context, question, answer, start: String(start) })
      break
    }
  return rows
}

function sentenceAround(context, place) {
  let from = 0
  for (const sentence of sentences(context)) {
    const start = context.indexOf(sentence, from)
    if (place < start + sentence.length) return [start, start + sentence.length]
    from = start + sentence.length
  }
  throw new Error(`sentenceAround: no sentence at ${place} of '${context}'`)
}

/** The words next to the answer, with a question word instead of it; nothing when too few words are left to find the place by. */
function cloze(before, word, after) {
  const left = before
    .split(/[,;:—()"“”]|--/)
    .at(-1)
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .slice(-around)
  const right = after
    .replace(/[.?!]+["”’)]*$/, '')
    .split(/[,;:—()"“”]|--/)[0]
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, around)
  if (left.length + right.length < 5) return
  const words = [...left, word, ...right].join(' ')
  return `${words[0].toUpperCase()}${words.slice(1)}?`
}
