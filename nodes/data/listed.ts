/** What a person listed with commas between it; nothing twice, nothing empty. */
export const listed = (list: string): string[] => [
  ...new Set(
    list
      .split(/[,，、]/)
      .map(name => name.trim())
      .filter(name => name !== ''),
  ),
]
