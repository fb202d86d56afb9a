/** A token with its spaces and line ends as signs, so that its borders are seen. */
export const visible = (token: string): string =>
  token === '' ? '∅' : token.replaceAll('\n', '⏎').replaceAll('\t', '⇥').replaceAll(' ', '·')
