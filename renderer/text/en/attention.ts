/** Who may look at whom, and the proof. */
export const attention = {
  previewView: 'Preview contents',
  previewViews: { data: 'Data', sight: 'Attention mask' },
  seeSight: 'Show the attention mask',
  sightNeedsPlan: 'Shown when the pipeline is ready to run. Remaining problems:',
  sightBusy: 'Reading the network’s attention masks…',
  sightGrids: 'Attention masks',
  sightFigures: 'Explanation and leak test',
  sightParts: {
    self: 'Self-attention',
    encoder: 'Encoder self-attention',
    decoder: 'Decoder self-attention',
    cross: 'Cross-attention (decoder to encoder)',
  },
  sightLayers: (some: string) => `layers ${some}`,
  sightLayer: (one: string) => `layer ${one}`,
  sightShapes: {
    full: 'Every position attends to all positions, before and after it (bidirectional).',
    causal: 'Every position attends to itself and to earlier positions (causal). It cannot see the token it predicts.',
    banded: (n: string) =>
      `Every position attends to itself and the ${n} positions before it, not to more distant ones.`,
    near: (n: string) => `Every position attends to itself and ${n} positions on each side, not to more distant ones.`,
    prefix: (n: string) =>
      `All positions attend to the first ${n} positions (the prefix); after the prefix, attention is causal.`,
    documents: 'Every position attends to itself and to earlier positions of its own text, not to neighbouring texts.',
    other: 'As shown.',
  },
  sightPadded: 'Padded positions are masked: no position attends to them.',
  sightPlace: 'Query position',
  sightToken: (place: string, token: string) => `Position ${place} “${token}”`,
  sightSees: (place: string, token: string, runs: string) =>
    `Position ${place} “${token}” can attend to positions ${runs}.`,
  sightSeesNone: (place: string, token: string) => `Position ${place} “${token}” can attend to no position.`,
  sightRun: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  sightGridLabel: (part: string, shape: string) => `${part}. ${shape}`,
  sightRows: 'rows: query positions',
  sightColumns: 'columns: key positions',
  readsForward: (what: string) =>
    `No attention over ${what}: it is read from the first position to the last. At position 5 the network knows positions 1 to 5 because of the reading order, not because of a mask.`,
  readsBackward: (what: string) =>
    `It is also read from the last position to the first, so each position of ${what} knows both sides.`,
  readLanes: { input: 'the source', target: 'the generated text' },
  proofTitle: 'Leak test (no peeking at the target)',
  proofHelp:
    'Changes every token after a position, runs the model again, and compares the logits of each prediction with the first run.',
  proofPlace: 'Change tokens after position',
  proofLane: 'Tokens to change',
  proofLanes: { input: 'the source', target: 'the decoder input' },
  proofWeights: 'Model',
  proofFresh: 'untrained (initial weights)',
  proofRun: (name: string) => `trained weights of “${name}”`,
  prove: 'Run leak test',
  stopProof: 'Stop',
  proofPhases: {
    data: 'Making the batch…',
    network: 'Building the network…',
    before: 'Running on the original text…',
    after: 'Running on the changed text…',
  },
  proofNoPlaces: 'This model classifies a text as a whole, so it has no earlier predictions to compare.',
  provedCausal: (place: string) =>
    `No leak: up to position ${place} the largest difference of any logit is exactly 0. The model cannot see its target.`,
  provedAhead: (place: string, most: string) =>
    `Predictions up to position ${place} changed by up to ${most}: this model sees later tokens. That lets it fill masks from both sides, and is why it cannot be used to predict the next token.`,
  provedSource: (most: string) =>
    `The source changed, and predictions changed by up to ${most}: the decoder reads the whole source.`,
  proofLater: (most: string) => `Later logits changed by up to ${most}.`,
  proofTable: 'Difference at each position',
  proofDifference: 'Difference',
  proofBefore: 'Prediction before',
  proofAfter: 'Prediction after',
}
