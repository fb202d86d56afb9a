/** Whether what was typed is the beginning of a word but for one slip: a letter wrong, missing, too many, or two exchanged. */
export function slips(known: string, typed: string): boolean {
  let at = 0
  while (at < typed.length && known[at] === typed[at]) at++
  if (at === 0 || at === typed.length) return at > 0
  const [rest, meant] = [typed.slice(at), known.slice(at)]
  const exchanged = rest[0] === meant[1] && rest[1] === meant[0] && meant.slice(2).startsWith(rest.slice(2))
  return (
    exchanged ||
    meant.slice(1).startsWith(rest.slice(1)) ||
    meant.slice(1).startsWith(rest) ||
    meant.startsWith(rest.slice(1))
  )
}
