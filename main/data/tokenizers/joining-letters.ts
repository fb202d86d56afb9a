/** Join with what stands before them in some Unicode form, or are halves of a letter. */
export const joins = /[\p{M}\u1100-\u11ff\ua960-\ua97f\ud7b0-\udfff]/u
