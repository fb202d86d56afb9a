import type { Tensor } from '../tensor/tensor.ts'

/** A tree of parameters. A parameter's name is its path: parts.h[0].attn.weight is `h.0.attn.weight`. */
export interface Module {
  readonly [part: string]: Part
}
type Part = Tensor | Module | readonly Part[]

/** A function on tensors that carries its parameters: `x.add(attention(norm(x)))` reads as it computes. */
export type Layer<F extends (...inputs: never[]) => unknown = (x: Tensor) => Tensor> = F & { readonly parts: Module }

/** The forward function itself, with named parts: parameters, or other layers. */
export function layer<F extends (...inputs: never[]) => unknown>(nested: Record<string, Nested>, forward: F): Layer<F> {
  return Object.assign(forward, { parts: parts(nested) })
}

type Nested = Part | { readonly parts: Module } | readonly Nested[] | { readonly [part: string]: Nested }

/** Named layers and parameters as a module: layers are replaced by their parts. */
export const parts = (nested: Record<string, Nested>): Module => unwrap(nested) as Module

function unwrap(nested: Nested): Part {
  if (isTensor(nested)) return nested
  if (Array.isArray(nested)) return nested.map(unwrap)
  if (typeof nested === 'function') return unwrap((nested as unknown as { parts: Module }).parts)
  return Object.fromEntries(
    Object.entries(nested as Record<string, Nested>).map(([name, part]) => [name, unwrap(part)]),
  )
}

const isTensor = (part: Nested): part is Tensor => typeof part === 'object' && 'node' in part && 'dtype' in part

/** Two modules as one: a module that both have under one name holds the parts of both. */
export function mergeModules(a: Module, b: Module): Module {
  const shared = Object.entries(b).map(([name, part]) => {
    const mine = a[name]
    return [name, mine && isModule(mine) && isModule(part) ? mergeModules(mine, part) : part] as const
  })
  return { ...a, ...Object.fromEntries(shared) }
}

const isModule = (part: Part): part is Module => !isTensor(part) && !Array.isArray(part)

/** Parameters by name, in declaration order. A tensor used under two names (a tied head) is listed once, under its first. */
export function namedParameters(module: Module): Map<string, Tensor> {
  const named = new Map<string, Tensor>()
  const seen = new Set<Tensor>()
  const walk = (part: Part, path: string) => {
    if (isTensor(part)) {
      if (!seen.has(part)) named.set(path, part)
      seen.add(part)
    } else for (const [name, inner] of Object.entries(part)) walk(inner as Part, path ? `${path}.${name}` : name)
  }
  walk(module, '')
  return named
}
