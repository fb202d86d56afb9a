/** What the decoder reads while it writes the labels: each row moved right by one place, with the pad token as its start. */
export function decoderInput(labels: Int32Array, width: number, pad: number): Int32Array {
  const input = new Int32Array(labels.length)
  input.set(labels.subarray(0, -1), 1)
  for (let row = 0; row < labels.length; row += width) input[row] = pad
  return input
}
