/** Two pages of Chromium's own address bar begin with every window, and cost more time than a window of Patchbay. */
const addressBar = ['WebUIOmniboxAimPopup', 'WebUIOmniboxPopup']

/** Only the last list that Chromium is given counts: these are Playwright's own. */
const playwrights = [
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]

/** Arguments for a Chromium that does nothing but show the page of a test. */
export const quiet: readonly string[] = [
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${[...playwrights, ...addressBar].join(',')}`,
]
