import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useDialogs } from '../state/dialogs.ts'
import { useText } from '../text/use-text.ts'

interface ModalProps {
  readonly title: string
  readonly className?: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog in the middle of the window. Escape and the cross close it; the focus goes back to where it was. */
export function Modal({ title, className = '', onClose, children }: ModalProps) {
  const { t } = useText()
  // a field of the dialog may take the focus before the dialog asks where it was
  const [before] = useState(() => document.activeElement)
  return (
    <Dialog.Root open onOpenChange={open => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className={`dialog ${className}`} finalFocus={() => nextFocus(before)}>
          <header>
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={t.close}>
              <X size={16} aria-hidden />
            </Dialog.Close>
          </header>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Back to where it was; a dialog that took this one's place keeps the focus. */
function nextFocus(before: Element | null): HTMLElement | boolean {
  if (useDialogs.getState().dialog !== undefined) return false
  return before instanceof HTMLElement && before.isConnected && before !== document.body ? before : true
}
