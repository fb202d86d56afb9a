import { aliasType, type Tensor, type TensorData } from '../tensor/tensor.ts'

/** The name of each tensor in an emitted graph: outputs and leaves keep theirs, equal small constants share one. */
export class TensorNames {
  readonly #names: Map<Tensor, string>
  readonly #constants = new Map<string, string>()
  readonly #prefix: string

  /** `known` names come first; then results, if they are made by an operation, get theirs. Other names begin with the prefix. */
  constructor(known: Iterable<readonly [Tensor, string]>, results: Iterable<readonly [string, Tensor]>, prefix = '') {
    this.#names = new Map(known)
    this.#prefix = prefix
    for (const [name, tensor] of results)
      if (tensor.node.origin.kind === 'op' && tensor.node.origin.type !== aliasType && !this.#names.has(tensor))
        this.#names.set(tensor, name)
  }

  of(tensor: Tensor): string {
    const known = this.#names.get(tensor)
    if (known !== undefined) return known
    const name = this.#make(tensor)
    this.#names.set(tensor, name)
    return name
  }

  #make(tensor: Tensor): string {
    const { origin, id } = tensor.node
    if (origin.kind === 'input') return origin.name
    if (origin.kind === 'parameter') throw new Error(`emit: a parameter [${tensor.shape}] has no name`)
    if (origin.kind === 'argument') throw new Error(`emit: an argument [${tensor.shape}] outside of its loop`)
    if (origin.kind === 'constant') return this.#constant(tensor, origin.data)
    if (origin.type === aliasType) return this.of(origin.inputs[0] as Tensor)
    return `${this.#prefix}t${id}_${tensor.index}`
  }

  #constant(tensor: Tensor, data: TensorData): string {
    const name = `${this.#prefix}c${tensor.node.id}`
    if (data.length > 64) return name
    const content = `${tensor.dtype}[${tensor.shape}]${data.join()}`
    const shared = this.#constants.get(content)
    if (shared === undefined) this.#constants.set(content, name)
    return shared ?? name
  }
}
