/** Building by mouse and keyboard: searches, commands and keys, wires, the outline. */
export const editing = {
  found: (n: number) => (n === 1 ? '1 result' : `${n} results`),
  joinsTo: (blocks: string) => `connects to ${blocks}`,
  addJoinHint: 'Enter adds and connects. Shift+Enter only adds.',
  addPlainHint: 'Enter adds.',

  commands: 'Commands',
  searchCommands: 'Search commands',
  noCommand: 'No command has this name.',

  helpMouse:
    'Double-click the canvas to add a block. Drag from port to port to connect; let go over empty canvas to choose a block that fits. Drop a block on a wire to put it in between. Double-click a wire, or drag its end off, to cut it.',
  changeKeys: 'Change the keys',
  keysHelp: 'Click a key to replace it, or + to add one.',
  pressKey: (command: string) => `Press a key for “${command}”`,
  changeKey: (command: string, key: string) => `${command}: replace ${key}`,
  removeKey: (command: string, key: string) => `${command}: remove ${key}`,
  addKey: (command: string) => `${command}: add a key`,
  resetKey: (command: string) => `${command}: back to its own keys`,
  keyTaken: (key: string, command: string) => `${key} is the key of “${command}”.`,
  takeKey: 'Use it here instead',
  resetAllKeys: 'Reset all keys',

  putBetween: 'Blocks that could be put in between',
  insert: (blocks: string) => `Put in between: ${blocks}`,

  connectFrom: 'Connect which port?',
  connectToWhat: (port: string) => `Connect ${port} to…`,
  searchPorts: 'Search ports',
  noPort: 'This block has no such port.',
  connectHint: 'Enter connects. A port that cannot take the wire says why.',
  replacesWire: (block: string) => `in place of the wire from ${block}`,

  wheel: 'Mouse or trackpad',
  wheelHelp:
    'Mouse: the wheel zooms, dragging moves the canvas, Shift and dragging selects. Trackpad: two fingers move the canvas, pinching zooms, dragging selects. Holding Space always moves the canvas.',
  wheelMouse: 'Mouse',
  wheelTrackpad: 'Trackpad',
  minimap: 'Overview of the canvas',

  outline: 'Outline',
  outlineHint:
    'Arrows walk and unfold. Enter on a block goes to its settings, on a port connects it. Delete removes the block or cuts the wire. On a group or note, Enter edits it and Escape comes back; deleting a group keeps its blocks.',
  emptyOutline: 'There is no block yet.',
  otherBlocks: 'Other blocks',
  connectBlock: 'Connect',
  renameBlock: 'Rename',
  fromBlock: (block: string) => `from ${block}`,
  toBlock: (block: string) => `to ${block}`,
}
