import { Tooltip } from '@base-ui/react/tooltip'
import type { LucideIcon } from 'lucide-react'
import { useKeysOf } from '../keys/bindings.ts'
import { keyLabel } from '../keys/key-names.ts'

interface IconButtonProps {
  readonly label: string
  readonly icon: LucideIcon
  readonly onClick: () => void
  /** The command it stands for: its key is shown in the tip. */
  readonly command?: string
  readonly disabled?: boolean
}

/** A button that is only a picture; its name is in the tip and read aloud. */
export function IconButton({ label, icon: Icon, onClick, command, disabled = false }: IconButtonProps) {
  const [key] = useKeysOf(command)
  return (
    <Tooltip.Root>
      <Tooltip.Trigger className="icon-button" aria-label={label} disabled={disabled} onClick={onClick}>
        <Icon size={16} aria-hidden />
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6}>
          <Tooltip.Popup className="tip">
            {label}
            {key && <kbd>{keyLabel(key)}</kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
