/**
 * What a head scores, and so the shape of its logits. class: what a text is [B, classes]. tags: what each token is
 * [B·T, tags]. answer: where an answer starts, then where it ends [2·B, T]. replaced: whether a token is wrong [B·T, 1].
 */
export type HeadKind = 'class' | 'tags' | 'answer' | 'replaced'

/** What the last layers of a saved model are: a language model head, one of our other heads, BERT's two pre-training heads, or none. */
export type SavedHead = 'words' | HeadKind | 'pretraining' | 'none'
