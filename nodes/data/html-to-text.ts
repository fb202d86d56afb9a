/** Characters that HTML calls by a name; the 96 of Latin-1 are in the order of their numbers, from 160 on. */
const latin1Names =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
const otherNames =
  'amp & lt < gt > quot " apos \' OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ circ ˆ tilde ˜ ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › euro € trade ™ larr ← uarr ↑ rarr → darr ↓ harr ↔ minus − infin ∞ ne ≠ le ≤ ge ≥ asymp ≈ alpha α beta β gamma γ delta δ epsilon ε lambda λ mu μ pi π sigma σ omega ω Omega Ω Delta Δ hearts ♥'
const otherEntities = otherNames.split(' ')
const namedEntities: ReadonlyMap<string, string> = new Map([
  ...latin1Names.split(' ').map((name, i) => [name, String.fromCodePoint(160 + i)] as const),
  ...otherEntities.flatMap((name, i) => (i % 2 === 0 ? [[name, otherEntities[i + 1] ?? ''] as const] : [])),
])

/** Elements that begin a new line, and those whose content nobody reads. */
const lineElements =
  /^(?:address|article|aside|blockquote|br|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|title|tr|ul)$/
const hiddenElements = /^(?:script|style|template|noscript|svg|head)$/
/** A tag that is longer is taken for text: so no text is looked through again and again. */
const maxTagLength = 2000

/**
 * What a browser would show of HTML: tags go, paragraphs and the like become lines, scripts and comments go with their content, names such as
 * &amp;amp; become what they mean. A lone < is text.
 */
export function htmlToText(html: string): string {
  const pieces: string[] = []
  const unclosed = new Set<string>()
  const commentEnd = searchForward(html, '-->')
  const tagEnd = searchForward(html, '>')
  let at = 0
  for (;;) {
    const open = html.indexOf('<', at)
    if (open < 0) break
    pieces.push(html.slice(at, open))
    const tag = html.startsWith('<!--', open) ? endingAt(commentEnd(open + 4)) : tagAt(html, open, tagEnd)
    at = tag ? tag.end : open + 1
    if (!tag) pieces.push('<')
    else if (lineElements.test(tag.name)) pieces.push('\n')
    else if (hiddenElements.test(tag.name) && !tag.closes && !unclosed.has(tag.name)) {
      const end = afterClosing(html, at, tag.name)
      if (end === undefined) unclosed.add(tag.name)
      at = end ?? at
    }
  }
  pieces.push(html.slice(at))
  return decodeEntities(pieces.join(''))
    .split('\n')
    .map(line => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
}

interface Tag {
  readonly name: string
  readonly closes: boolean
  readonly end: number
}

/** The tag or declaration that starts at a <; undefined when it is none. */
function tagAt(html: string, open: number, tagEnd: ReturnType<typeof searchForward>): Tag | undefined {
  const head = html.slice(open, open + 40)
  if (/^<[!?]/.test(head)) return endingAt(after(html, '>', open))
  const [whole, slash, name] = /^<(\/?)([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])/.exec(head) ?? []
  if (whole === undefined || name === undefined) return undefined
  const from = open + whole.length
  if ((tagEnd(from) ?? Infinity) > from + maxTagLength) return undefined
  const end = endOfTag(html, from)
  return end === undefined ? undefined : { name: name.toLowerCase(), closes: slash === '/', end }
}

const endingAt = (end: number | undefined): Tag | undefined =>
  end === undefined ? undefined : { name: '', closes: false, end }

/** Says where the next of a sign ends, for places that only grow: no stretch is looked through twice. */
function searchForward(html: string, sign: string): (from: number) => number | undefined {
  let next = 0
  return from => {
    if (next >= 0 && next < from + sign.length) next = html.indexOf(sign, from) + sign.length
    if (next < sign.length) next = -1
    return next < 0 ? undefined : next
  }
}

/** The place after a sign, if a tag may be that long. */
function after(html: string, sign: string, from: number): number | undefined {
  const found = html.slice(from, from + maxTagLength).indexOf(sign)
  return found < 0 ? undefined : from + found + sign.length
}

/** After the > of a tag; one between quotes does not count. */
function endOfTag(html: string, from: number): number | undefined {
  const end = /^(?:[^"'>]|"[^"]*"|'[^']*')*>/.exec(html.slice(from, from + maxTagLength))?.[0].length
  return end === undefined ? after(html, '>', from) : from + end
}

function afterClosing(html: string, from: number, name: string): number | undefined {
  const closing = new RegExp(`</${name}[\\s/]{0,100}>`, 'gi')
  closing.lastIndex = from
  return closing.exec(html) ? closing.lastIndex : undefined
}

const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,8}));?/g, (whole, ten, sixteen, name) => {
    if (name !== undefined) return (whole.endsWith(';') ? namedEntities.get(name) : undefined) ?? whole
    const code = ten === undefined ? Number.parseInt(sixteen, 16) : Number(ten)
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    return isCharacter ? String.fromCodePoint(code) : whole
  })
