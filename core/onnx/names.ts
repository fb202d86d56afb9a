import type { Program } from '../tensor/program.ts'
import { alias, type Data, type Tensor } from '../tensor/tensor.ts'

/** The name of each tensor in the emitted graph: outputs and leaves keep theirs, equal small constants share one. */
export class Names {
  readonly #names = new Map<Tensor, string>()
  readonly #constants = new Map<string, string>()

  constructor(program: Program) {
    for (const [name, tensor] of program.parameters) this.#names.set(tensor, name)
    for (const [name, tensor] of Object.entries(program.outputs))
      if (tensor.node.origin.kind === 'op' && tensor.node.origin.type !== alias && !this.#names.has(tensor))
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
    if (origin.kind === 'constant') return this.#constant(tensor, origin.data)
    if (origin.type === alias) return this.of(origin.inputs[0] as Tensor)
    return `t${id}_${tensor.index}`
  }

  #constant(tensor: Tensor, data: Data): string {
    const name = `c${tensor.node.id}`
    if (data.length > 64) return name
    const content = `${tensor.dtype}[${tensor.shape}]${data.join()}`
    const shared = this.#constants.get(content)
    if (shared === undefined) this.#constants.set(content, name)
    return shared ?? name
  }
}
