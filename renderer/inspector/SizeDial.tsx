import { useId } from 'react'
import type { BlockInfo, Preset } from '../../core/block.ts'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { useChecking } from '../app/checking.ts'
import { change, endAction } from '../app/editor.ts'
import { useText } from '../text/use-text.ts'
import { type DialStep, dialSteps } from './dial-steps.ts'
import { usePresetSizes } from './preset-sizes.ts'

interface SizeDialProps {
  readonly info: BlockInfo
  readonly placed: PlacedBlock
}

/** One dial for all that makes a network larger or smaller, and what the size takes. */
export function SizeDial({ info, placed }: SizeDialProps) {
  const { t, f, say } = useText()
  const id = useId()
  const presets = usePresetSizes(placed.id)
  const drawn = useChecking(c => c.estimate)
  const estimate = Object.keys(presets).length > 0 ? drawn : undefined // it may be that of another network
  const steps = dialSteps(info, placed.params, { presets, now: estimate?.parameters })
  const at = steps.findIndex(step => step.chosen)
  const { preset, needs } = steps[at] as DialStep
  const name = preset ? say(preset.name) : t.ownSize
  const parameters = preset ? presets[preset.id] : estimate?.parameters
  const counted = parameters === undefined ? undefined : t.countedParameters(f.inWords(parameters))

  const turn = (to: number) => {
    const values = steps[to]?.preset?.params
    if (values) change({ do: 'set-all', block: placed.id, values })
  }

  return (
    <div className="dial">
      <div className="param-head">
        <label htmlFor={id}>{t.size}</label>
        <output htmlFor={id}>{name}</output>
      </div>
      <DialScale steps={steps} />
      <input
        id={id}
        type="range"
        min={0}
        max={steps.length - 1}
        step={1}
        value={at}
        // the thumb stands below the middle of its step's column
        style={{ width: `calc(${100 - 100 / steps.length}% + 16px)` }}
        aria-valuetext={counted ? `${name}: ${counted}` : name}
        aria-describedby={`${id}-help`}
        onChange={e => turn(Number(e.target.value))}
        onPointerUp={endAction}
        onKeyUp={endAction}
        onBlur={endAction}
      />
      <p className="dial-size">
        {counted && estimate ? t.sizeTakes(counted, f.mebibytes(estimate.memory)) : t.sizeUnknown}
      </p>
      <p id={`${id}-help`} className="help">
        {preset ? t.sizeHelp[needs] : t.ownSizeHelp}
      </p>
    </div>
  )
}

/** Which steps are for whom. */
function DialScale({ steps }: { readonly steps: readonly DialStep[] }) {
  const { t, say } = useText()
  const groups = (['laptop', 'large'] as const).map(needs => ({ needs, own: steps.filter(s => s.needs === needs) }))
  return (
    <div className="dial-scale" aria-hidden>
      {groups.map(
        ({ needs, own }: { needs: Preset['needs']; own: readonly DialStep[] }) =>
          own.length > 0 && (
            <div key={needs} data-needs={needs} style={{ flexGrow: own.length }}>
              <small>{t.sizeGroups[needs]}</small>
              <div>
                {own.map(({ preset, chosen }) => (
                  <i key={preset?.id ?? ''} data-chosen={chosen} title={preset ? say(preset.name) : t.ownSize} />
                ))}
              </div>
            </div>
          ),
      )}
    </div>
  )
}
