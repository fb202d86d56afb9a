/** The tour of the window. */
export const tour = {
  takeTour: 'Show me around',
  tourStep: (step: number, of: number) => `Step ${step} of ${of}`,
  tourNext: 'Next',
  tourBack: 'Back',
  tourDone: 'Done',
  tourSkip: 'Skip the tour',
}
