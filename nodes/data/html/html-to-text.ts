import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'

/** Elements that a browser shows on lines of their own. */
const blockElements = new Set(
  'address article aside blockquote br center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead title tr ul'.split(
    ' ',
  ),
)

/** Elements whose content a browser does not show as text. */
const hiddenElements = new Set('script style template noscript svg head iframe noembed noframes'.split(' '))

/**
 * The text that a browser shows for HTML: tags are removed, block elements become lines, scripts, styles and comments are removed with
 * their content, and character references such as `&amp;` are decoded as the HTML standard says. What is not closed before the end of the
 * text (a tag, a comment, a hidden element) is kept as text: nothing is lost from a text that is no HTML. Takes time linear in the length.
 */
export function htmlToText(html: string): string {
  const visible = new VisibleText(html)
  const tokenizer = new Tokenizer({ decodeEntities: true }, visible)
  tokenizer.write(html)
  tokenizer.end()
  return visible
    .text()
    .split('\n')
    .map(line => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
}

/** Collects the visible text from the tokens of HTML. All positions are indices into the HTML. */
class VisibleText implements TokenizerCallbacks {
  readonly #html: string
  readonly #pieces: string[] = []
  /** For each hidden element that is open: how many pieces there were before it. */
  readonly #hiddenSince = new Map<string, number>()
  /** The end of the last token. */
  #position = 0
  #tagName = ''

  constructor(html: string) {
    this.#html = html
  }

  /** The tokenizer reports the rest of an unclosed closing tag with a negative start. */
  ontext(start: number, end: number): void {
    if (start >= 0) this.#add(this.#html.slice(start, end), end)
  }

  ontextentity(codepoint: number, end: number): void {
    this.#add(String.fromCodePoint(codepoint), end)
  }

  onopentagname(start: number, end: number): void {
    this.#tagName = this.#html.slice(start, end).toLowerCase()
  }

  onopentagend(end: number): void {
    this.#startElement(end)
    if (hiddenElements.has(this.#tagName) && !this.#hiddenSince.has(this.#tagName))
      this.#hiddenSince.set(this.#tagName, this.#pieces.length)
  }

  /** In HTML only elements of SVG can close themselves: `<script/>` is an opening tag. */
  onselfclosingtag(end: number): void {
    if (this.#tagName === 'svg') this.#startElement(end)
    else this.onopentagend(end)
  }

  onclosetag(start: number, end: number): void {
    const name = this.#html.slice(start, end).toLowerCase()
    const close = this.#html.indexOf('>', end)
    if (close < 0) return
    this.#removeHidden(name)
    this.#add(blockElements.has(name) ? '\n' : '', close + 1)
  }

  /** A comment that ends with the HTML was not closed. */
  oncomment(_start: number, end: number): void {
    if (end < this.#html.length) this.#position = end + 1
  }

  ondeclaration(_start: number, end: number): void {
    this.#position = end + 1
  }

  oncdata(): void {}
  onprocessinginstruction(): void {}
  onattribname(): void {}
  onattribdata(): void {}
  onattribentity(): void {}
  onattribend(): void {}
  onend(): void {}

  /** All visible text, once the tokenizer has ended. */
  text(): string {
    return this.#pieces.join('') + this.#html.slice(this.#position)
  }

  #startElement(end: number): void {
    if (this.#tagName === 'body') this.#removeHidden('head')
    this.#add(blockElements.has(this.#tagName) ? '\n' : '', end + 1)
  }

  /** Removes what was collected since the hidden element with this name was opened. */
  #removeHidden(name: string): void {
    const pieces = this.#hiddenSince.get(name)
    if (pieces !== undefined) this.#pieces.length = Math.min(this.#pieces.length, pieces)
    this.#hiddenSince.delete(name)
  }

  #add(piece: string, position: number): void {
    if (piece !== '') this.#pieces.push(piece)
    this.#position = position
  }
}
