/** Whether an optimizer decays a parameter by default: weights decay; biases, norms and relative position biases do not (Transformers' Trainer). */
export const hasWeightDecay = (name: string, shape: readonly number[]): boolean =>
  shape.length > 1 && !name.includes('bias')
