/** Keeps answers that take long to find, of the questions that were asked last; one that failed is found anew. */
export function lruCache<A>(most: number) {
  const known = new Map<string, Promise<A>>()
  return (question: string, find: () => Promise<A>): Promise<A> => {
    const answer = known.get(question) ?? find()
    known.delete(question)
    known.set(question, answer)
    for (const oldest of known.keys()) if (known.size > most) known.delete(oldest)
    answer.catch(() => known.delete(question))
    return answer
  }
}
