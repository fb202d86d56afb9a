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
