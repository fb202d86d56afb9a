/** How a question and a window of its context share one input: begin, question, between, window, end. */
export interface QaInputLayout {
  /** Tokens of an input, special ones included. */
  readonly length: number
  /** Most tokens of a question; what is longer is cut. */
  readonly question: number
  /** Tokens that consecutive windows of a long context share. */
  readonly overlap: number
  readonly begin: number
  readonly between: readonly number[]
  readonly end: number
}

/** The tokens `from` up to `to` of a text. */
export interface TokenWindow {
  readonly from: number
  readonly to: number
}

/** Tokens of the context that fit into an input beside a question. */
export const maxContextTokens = (question: number, { length, between, ...layout }: QaInputLayout): number =>
  length - 2 - between.length - Math.min(question, layout.question)

/** The windows that cover a context of `text` tokens; an empty one has one window, too. Throws when the overlap leaves no step. */
export function slidingWindows(question: number, text: number, layout: QaInputLayout): TokenWindow[] {
  const windowLength = maxContextTokens(question, layout)
  const step = windowLength - layout.overlap
  if (step < 1)
    throw new Error(`slidingWindows: an overlap of ${layout.overlap} leaves no step in ${windowLength} tokens`)
  const count = 1 + Math.max(0, Math.ceil((text - windowLength) / step))
  return Array.from({ length: count }, (_, i) => ({ from: i * step, to: Math.min(text, i * step + windowLength) }))
}

export interface QaInput {
  readonly ids: readonly number[]
  /** 0 up to what stands between question and piece, 1 from the piece on (BERT's two segments). */
  readonly types: readonly number[]
  /** Place of the piece's first token. */
  readonly first: number
}

/** The input for one window of a context. */
export function qaInput(
  question: ArrayLike<number>,
  text: ArrayLike<number>,
  { from, to }: TokenWindow,
  { begin, between, end, ...layout }: QaInputLayout,
): QaInput {
  const asked = Array.from(question).slice(0, layout.question)
  const piece = Array.from({ length: to - from }, (_, i) => text[from + i] as number)
  const first = 1 + asked.length + between.length
  const ids = [begin, ...asked, ...between, ...piece, end]
  return { ids, types: ids.map((_, i) => (i < first ? 0 : 1)), first }
}
