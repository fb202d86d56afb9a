import { useChecking } from '../document/checking.ts'
import { useAddress } from '../document/editor.ts'
import { useText } from '../text/use-text.ts'

/** What a block takes and gives in each step: parameters, memory, tensors. Shown once the pipeline is ready to run. */
export function BlockFacts({ id }: { readonly id: string }) {
  const { t, f } = useText()
  const address = useAddress(id)
  const facts = useChecking(c => c.facts?.[address])
  if (!facts) return null
  const { parameters, memory, tensors } = facts
  const names: Readonly<Record<string, string>> = t.tensorNames
  return (
    <dl className="block-facts">
      {parameters !== undefined && (
        <div>
          <dt>{t.parameters}</dt>
          <dd>{f.short(parameters)}</dd>
        </div>
      )}
      {memory !== undefined && (
        <div>
          <dt>{t.memory}</dt>
          <dd>{f.memory(memory)}</dd>
        </div>
      )}
      {tensors.length > 0 && (
        <div>
          <dt>{t.gives}</dt>
          <dd>{tensors.map(({ name, shape }) => `${names[name] ?? name} ${shape.join(' × ')}`).join(' · ')}</dd>
        </div>
      )}
    </dl>
  )
}
