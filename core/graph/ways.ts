/** The three ways of learning between which a pipeline can be switched as it is. */
export type Way = 'causal' | 'masked' | 'seq2seq'
export const ways: readonly Way[] = ['causal', 'masked', 'seq2seq']
