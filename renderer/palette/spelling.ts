/**
 * Whether letters spell a Chinese name, with whole syllables, with the first letters of each, or with a mixture: `fenciqi`,
 * `fcq` and `fenci` all spell 分词器. 1 from the name's beginning, less from its middle, 0 not at all.
 */
export function spells(syllables: readonly (readonly string[])[], letters: string): number {
  for (let start = 0; start < syllables.length; start++)
    if (goesOn(syllables, start, letters)) return start === 0 ? 1 : 0.4
  return 0
}

function goesOn(syllables: readonly (readonly string[])[], at: number, letters: string): boolean {
  if (letters === '') return true
  return (syllables[at] ?? []).some(syllable => {
    for (let length = shared(syllable, letters); length > 0; length--)
      if (goesOn(syllables, at + 1, letters.slice(length))) return true
    return false
  })
}

function shared(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
