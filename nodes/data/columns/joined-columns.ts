interface JoinedColumns {
  readonly name: string
  readonly parts: readonly [string, string]
  /** Whether the second may be missing: some instructions say all. */
  readonly alone: boolean
}

const joinOf = (first: string, second: string, alone = false): JoinedColumns => ({
  name: `${first} + ${second}`,
  parts: [first, second],
  alone,
})

/** An instruction and what it is about. */
export const instructionColumns: readonly JoinedColumns[] = [
  joinOf('instruction', 'input', true),
  joinOf('instruction', 'context', true),
]
/** Two texts that are judged together. */
export const sentencePairColumns: readonly JoinedColumns[] = [
  joinOf('premise', 'hypothesis'),
  joinOf('sentence1', 'sentence2'),
  joinOf('question1', 'question2'),
  joinOf('question', 'sentence'),
]
export const joinedColumns: readonly JoinedColumns[] = [...instructionColumns, ...sentencePairColumns]
