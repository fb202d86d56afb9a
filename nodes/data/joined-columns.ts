interface Joined {
  readonly name: string
  readonly parts: readonly [string, string]
  /** Whether the second may be missing: some instructions say all. */
  readonly alone: boolean
}

const joined = (first: string, second: string, alone = false): Joined => ({
  name: `${first} + ${second}`,
  parts: [first, second],
  alone,
})

/** An instruction and what it is about. */
export const askedColumns: readonly Joined[] = [
  joined('instruction', 'input', true),
  joined('instruction', 'context', true),
]
/** Two texts that are judged together. */
export const comparedColumns: readonly Joined[] = [
  joined('premise', 'hypothesis'),
  joined('sentence1', 'sentence2'),
  joined('question1', 'question2'),
  joined('question', 'sentence'),
]
export const joinedColumns: readonly Joined[] = [...askedColumns, ...comparedColumns]
