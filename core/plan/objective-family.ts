/** The three ways of learning between which a pipeline can be switched as it is. */
export type ObjectiveFamily = 'causal' | 'masked' | 'seq2seq'
export const objectiveFamilies: readonly ObjectiveFamily[] = ['causal', 'masked', 'seq2seq']
