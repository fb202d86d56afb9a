/** Among how many tokens a model is as uncertain as if all were equally likely, from its loss in nats per token. */
export const perplexity = (loss: number): number => Math.exp(loss)

/** Bits needed per UTF-8 byte of the text that was predicted, from the total loss in nats: the measure that any tokenizer shares. */
export const bitsPerByte = (nats: number, bytes: number): number => nats / Math.LN2 / bytes
