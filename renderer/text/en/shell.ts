/** The bar on top and the state of the pipeline. */
export const topBar = {
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

/** Keys, help and notices. */
export const help = {
  keys: 'Keys',
  keyGroups: { file: 'Files', edit: 'Editing', canvas: 'Canvas', run: 'Runs', view: 'View' },
  helpIntro:
    'Blocks are stages, wires carry what flows between them. Wire data, tokenizer, batches, network and objective to a trainer, then press Run.',
  problemTitle: 'Something needs your attention',
  dismiss: 'Dismiss',
  notices: 'Messages',
}

/** The settings of the window. */
export const settings = {
  settingsTitle: 'Settings',
  settingsLooks: 'Looks',
  settingsWorking: 'Working',
  settingsPlaces: 'Where your things are',
  motion: 'Motion',
  motionFull: 'Full',
  motionLess: 'Less',
  motionHelp: 'With less motion nothing glides or fades.',
  view: 'View',
  viewCanvas: 'Canvas',
  viewSimple: 'Simple',
  viewHelp: 'The simple view shows the same pipeline as a form. Change between them whenever you like.',
  homeHelp: 'Runs, models and drafts are kept in this folder. Set PATCHBAY_HOME to choose another.',
}

/** The tour of the window. */
export const tour = {
  takeTour: 'Show me around',
  tourStep: (step: number, of: number) => `Step ${step} of ${of}`,
  tourNext: 'Next',
  tourBack: 'Back',
  tourDone: 'Done',
  tourSkip: 'Skip the tour',
}
