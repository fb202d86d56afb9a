const largest = (scores: Float32Array) => scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)

/** Natural logarithms of the probabilities that scores stand for. */
export function logSoftmax(scores: Float32Array): Float32Array {
  const most = largest(scores)
  const total = scores.reduce((sum, x) => sum + Math.exp(x - most), 0)
  return scores.map(x => x - most - Math.log(total))
}

/** The probabilities that scores stand for. */
export function softmax(scores: Float32Array): Float32Array {
  const most = largest(scores)
  const total = scores.reduce((sum, x) => sum + Math.exp(x - most), 0)
  return scores.map(x => Math.exp(x - most) / total)
}
