/** Caches the answers to the most recent questions; an answer that failed is computed again. */
export function lruCache<A>(maxAnswers: number) {
  const known = new Map<string, Promise<A>>()
  return (question: string, find: () => Promise<A>): Promise<A> => {
    const answer = known.get(question) ?? find()
    known.delete(question)
    known.set(question, answer)
    for (const oldest of known.keys()) if (known.size > maxAnswers) known.delete(oldest)
    answer.catch(() => known.delete(question))
    return answer
  }
}
