import { useId } from 'react'
import type { Preset } from '../../core/block/block.ts'
import type { BlockInfo } from '../../core/block/block-info.ts'
import type { PlacedBlock } from '../../core/graph/graph.ts'
import { useChecking } from '../document/checking.ts'
import { change, endAction } from '../document/editor.ts'
import { useText } from '../text/use-text.ts'
import { usePresetSizes } from './preset-sizes.ts'
import { type SizeStep, sizeSteps } from './size-steps.ts'

interface SizeSliderProps {
  readonly info: BlockInfo
  readonly placed: PlacedBlock
}

/** One dial for all that makes a network larger or smaller, and what the size takes. */
export function SizeSlider({ info, placed }: SizeSliderProps) {
  const { t, f, say } = useText()
  const id = useId()
  const presets = usePresetSizes(placed.id)
  const drawn = useChecking(c => c.estimate)
  const estimate = Object.keys(presets).length > 0 ? drawn : undefined // it may be that of another network
  const steps = sizeSteps(info, placed.params, { presets, now: estimate?.parameters })
  const at = steps.findIndex(step => step.chosen)
  const { preset, needs } = steps[at] as SizeStep
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
      <SizeScale steps={steps} />
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
function SizeScale({ steps }: { readonly steps: readonly SizeStep[] }) {
  const { t, say } = useText()
  const groups = (['laptop', 'large'] as const).map(needs => ({ needs, own: steps.filter(s => s.needs === needs) }))
  return (
    <div className="dial-scale" aria-hidden>
      {groups.map(
        ({ needs, own }: { needs: Preset['needs']; own: readonly SizeStep[] }) =>
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
