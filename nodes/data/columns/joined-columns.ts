interface JoinedColumns {
  readonly name: string
  readonly parts: readonly [string, string]
  /** Whether the second column may be missing: some instructions have no input. */
  readonly alone: boolean
}

const joinOf = (first: string, second: string, alone = false): JoinedColumns => ({
  name: `${first} + ${second}`,
  parts: [first, second],
  alone,
})

/** An instruction and its input. */
export const instructionColumns: readonly JoinedColumns[] = [
  joinOf('instruction', 'input', true),
  joinOf('instruction', 'context', true),
]
/** Two texts that are compared. */
export const sentencePairColumns: readonly JoinedColumns[] = [
  joinOf('premise', 'hypothesis'),
  joinOf('sentence1', 'sentence2'),
  joinOf('question1', 'question2'),
  joinOf('question', 'sentence'),
]
export const joinedColumns: readonly JoinedColumns[] = [...instructionColumns, ...sentencePairColumns]
