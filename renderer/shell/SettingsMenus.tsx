import { Menu } from '@base-ui/react/menu'
import { Contrast, Languages, type LucideIcon, Monitor, Moon, Sun } from 'lucide-react'
import type { Language } from '../../core/text.ts'
import { setSetting, type Theme, useSettings } from '../state/settings.ts'
import { useText } from '../text/use-text.ts'

const icons: Readonly<Record<Theme, LucideIcon>> = { system: Monitor, light: Sun, dark: Moon, contrast: Contrast }

/** Language and theme of the window. */
export function SettingsMenus() {
  const { t } = useText()
  const { language, theme } = useSettings()
  const languages = { en: 'English', zh: '简体中文' }
  const themes = { system: t.themeSystem, light: t.themeLight, dark: t.themeDark, contrast: t.themeContrast }
  return (
    <>
      <ChoiceMenu
        label={t.language}
        icon={Languages}
        value={language}
        choices={languages}
        choose={v => setSetting('language', v as Language)}
      />
      <ChoiceMenu
        label={t.theme}
        icon={icons[theme]}
        value={theme}
        choices={themes}
        choose={v => setSetting('theme', v as Theme)}
      />
    </>
  )
}

interface ChoiceMenuProps {
  readonly label: string
  readonly icon: LucideIcon
  readonly value: string
  readonly choices: Readonly<Record<string, string>>
  readonly choose: (value: string) => void
}

function ChoiceMenu({ label, icon: Icon, value, choices, choose }: ChoiceMenuProps) {
  return (
    <Menu.Root>
      <Menu.Trigger className="icon-button" aria-label={label} title={label}>
        <Icon size={16} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end">
          <Menu.Popup className="menu">
            <Menu.RadioGroup value={value} onValueChange={choose}>
              {Object.entries(choices).map(([key, name]) => (
                <Menu.RadioItem key={key} value={key} className="menu-item" closeOnClick>
                  {name}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
