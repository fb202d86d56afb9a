/** What becomes of places and time: what is filled up, left over or waited for. */
export const economy = {
  waitingForData: 'Waiting for data',
  filledUp: 'Filled up',
  paddingLess: (share: string, full: string) =>
    `${share} of what the network reads is filled up; without smaller batches it would be ${full}.`,
  padding: (share: string) => `${share} of what the network reads is filled up.`,
  leftOver: (tokens: string) => `${tokens} tokens at the end of the data fill no whole example and are not read.`,
}
