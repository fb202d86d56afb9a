interface Turn {
  readonly who: string
  readonly says: string
}

/** The turns of a chat conversation; undefined for lists of another kind. */
export function turnsOf(list: readonly unknown[]): readonly Turn[] | undefined {
  const turns: Turn[] = []
  for (const entry of list) {
    const turn = turnOf(entry)
    if (!turn) return undefined
    turns.push(turn)
  }
  return turns.length > 0 ? turns : undefined
}

/** {"role": …, "content": …}, or {"from": …, "value": …} in ShareGPT's format. */
function turnOf(entry: unknown): Turn | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined
  const { role, content, from, value } = entry as Readonly<Record<string, unknown>>
  const [who, said] = typeof role === 'string' ? [role, content] : [from, value]
  const says = said === null ? '' : typeof said === 'string' ? said : partsOf(said)
  return typeof who === 'string' && says !== undefined ? { who, says } : undefined
}

/** The text of [{"type": "text", "text": …}, …]. */
function partsOf(content: unknown): string | undefined {
  if (!Array.isArray(content)) return undefined
  return content.flatMap(({ text }: { text?: unknown }) => (typeof text === 'string' ? [text] : [])).join('\n')
}

/** Names for the role that answers. */
const assistantRole = /^(assistant|gpt|chatgpt|model|bot|ai)$/i

/**
 * A conversation as columns: the whole text, one line per turn; and as a pair, the last answer and everything
 * before it (the question alone where there is no more). The pair is empty when the last turn is no answer.
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
