import { caseModel } from '../../../main/verify/case-model.ts'
import { fixture } from './fixture.ts'
import { networks } from './subject.ts'

/** A case ready to be run: its model, its batch, its weights, and what Transformers says. */
export function setUp(name: string) {
  const { config, expected, weights } = fixture(name)
  const values = new Map([...weights].map(([key, { data }]) => [key, data]))
  return { ...caseModel(expected, config, networks), expected, weights, values }
}
