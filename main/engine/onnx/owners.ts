/**
 * Follows which source each text is written from, call by call of a `Score`: at first the texts come in the order of
 * the sources, or all from one; later a text has the source of the one that it continues. Empty without sources.
 */
export function ownersOf(sources: number): (texts: number, parents: readonly number[]) => readonly number[] {
  let owners: readonly number[] = []
  return (texts, parents) => {
    if (sources === 0) return []
    const begun = Array.from({ length: texts }, (_, text) => (sources === 1 ? 0 : text))
    owners = parents.length > 0 ? parents.map(parent => owners[parent] as number) : begun
    return owners
  }
}
