interface Turn {
  readonly who: string
  readonly says: string
}

/** The turns of a conversation, as the makers of assistants keep them: who says what; undefined when a list is none. */
export function turnsOf(list: readonly unknown[]): readonly Turn[] | undefined {
  const turns: Turn[] = []
  for (const entry of list) {
    const turn = turnOf(entry)
    if (!turn) return undefined
    turns.push(turn)
  }
  return turns.length > 0 ? turns : undefined
}

/** {"role": …, "content": …}, or {"from": …, "value": …} as ShareGPT writes it. */
function turnOf(entry: unknown): Turn | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined
  const { role, content, from, value } = entry as Readonly<Record<string, unknown>>
  const [who, said] = typeof role === 'string' ? [role, content] : [from, value]
  const says = said === null ? '' : typeof said === 'string' ? said : partsOf(said)
  return typeof who === 'string' && says !== undefined ? { who, says } : undefined
}

/** What is written in [{"type": "text", "text": …}, …]. */
function partsOf(content: unknown): string | undefined {
  if (!Array.isArray(content)) return undefined
  return content.flatMap(({ text }: { text?: unknown }) => (typeof text === 'string' ? [text] : [])).join('\n')
}

/** Those who answer, by the names in use. */
const assistantRole = /^(assistant|gpt|chatgpt|model|bot|ai)$/i

/**
 * A conversation as columns: all of it, a line for each turn; and what it comes to as a pair, the last answer and what was said
 * before, which is the question alone where there is no more. Without an answer in the end, the pair is empty.
 */
export function conversationColumns(name: string, turns: readonly Turn[]): Record<string, string> {
  const [last, before] = [turns.at(-1), turns.slice(0, -1)]
  const isPair = last !== undefined && before.length > 0 && assistantRole.test(last.who)
  const asked = before.length === 1 ? (before[0]?.says ?? '') : lines(before)
  return {
    [name]: lines(turns),
    [`${name}.prompt`]: isPair ? asked : '',
    [`${name}.response`]: isPair ? last.says : '',
  }
}

const lines = (turns: readonly Turn[]) => turns.map(({ who, says }) => `${who}: ${says}`).join('\n')
