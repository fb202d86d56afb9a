/** The bar on top and the state of the pipeline. */
export const window = {
  app: 'Patchbay',
  untitled: 'Untitled',

  connecting: 'Connecting…',
  connectionLost: 'The connection to Patchbay was lost. Trying again…',

  name: 'Name of the pipeline',
  open: 'Open',
  save: 'Save',
  newPipeline: 'New pipeline',
  undo: 'Undo',
  redo: 'Redo',
  run: 'Run',
  stop: 'Stop',
  stopping: 'Stopping…',
  beginning: 'Preparing…',
  more: 'More',
  language: 'Language',
  theme: 'Theme',
  themeSystem: 'Like the system',
  themeLight: 'Light',
  themeDark: 'Dark',
  themeContrast: 'High contrast',
  help: 'Keys and help',
  close: 'Close',
  cancel: 'Cancel',

  ready: 'Ready to run',
  todo: (n: number) => (n === 1 ? '1 thing to set' : `${n} things to set`),
  errors: (n: number) => (n === 1 ? '1 problem' : `${n} problems`),
}
