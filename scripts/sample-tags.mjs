// Sentences with a part of speech for every word, from the Brown Corpus, whose words people have tagged.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Texts 1 to 24 of genre H and two of genre F that are publications of the United States Government. */
const texts =
  'cf13 cf34 ch01 ch02 ch03 ch09 ch10 ch11 ch12 ch14 ch15 ch16 ch17 ch18 ch19 ch20 ch21 ch22 ch23 ch24'.split(' ')

/** Brown's tags by the name that Universal Dependencies gives the kind of word. */
const kinds = {
  NOUN: 'nn nn$ nns nns$ nr nr$ nrs',
  PROPN: 'np np$ nps nps$',
  VERB: 'vb vbd vbg vbn vbz be bed bedz beg bem ben ber bez do dod doz hv hvd hvg hvn hvz md',
  ADJ: 'jj jjr jjs jjt ap od',
  ADV: 'rb rbr rbt rn ql qlp wrb wql',
  PRON: 'pn pn$ pp$ pp$$ ppl ppls ppo pps ppss ex wdt wp$ wpo wps',
  DET: 'at dt dti dts dtx abl abn abx',
  ADP: 'in',
  CCONJ: 'cc',
  SCONJ: 'cs',
  NUM: 'cd cd$',
  PART: 'to rp *',
  PUNCT: ". , : ( ) -- `` '' '",
}
const kindOf = new Map(Object.entries(kinds).flatMap(([kind, tags]) => tags.split(' ').map(tag => [tag, kind])))

/** Whole sentences of 4 to 50 words as `{tokens, tags}`, both separated by spaces; headings and formulas are left out, and so is the second of two equal marks (Brown writes `? ?`). */
export function sentencesWithTags(folder) {
  const rows = texts
    .flatMap(name => readFileSync(join(folder, name), 'utf8').split('\n'))
    .map(line => line.trim().split(/\s+/))
    .filter(words => words.length >= 4 && words.length <= 50 && !words.some(word => /-hl$|\/nil|\*\*/.test(word)))
    .map(words =>
      words.map(tagged).filter(({ token }, i, all) => !(/^[?!;:]$/.test(token) && all[i - 1]?.token === token)),
    )
    .map(words => ({ tokens: words.map(({ token }) => token).join(' '), tags: words.map(({ tag }) => tag).join(' ') }))
  return [...new Map(rows.map(row => [row.tokens, row])).values()]
}

/** A word and its kind. Brown writes `it's/pps+bez`, `Office/nn-tl`, `not/*`, `cannot/md*`, and `fw-in` for foreign words. */
function tagged(word) {
  const cut = word.lastIndexOf('/')
  const [token, tag] = [word.slice(0, cut), word.slice(cut + 1)]
  const plain = tag.replace(/(?:-tl|-nc)+$|\+.*/g, '').replace(/(?<=[a-z$])\*$/, '')
  const kind = plain.startsWith('fw-') ? 'X' : kindOf.get(plain)
  if (cut < 1 || !kind) throw new Error(`tagged: no kind of word for '${word}'`)
  return { token: token.replaceAll('&amp;', '&').replace(/^(?:``|'')$/, '"'), tag: kind }
}
