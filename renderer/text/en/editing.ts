/** Building by mouse and keyboard: searches, commands and keys, wires, the outline. */
export const editing = {
  found: (n: number) => (n === 1 ? '1 result' : `${n} results`),
  joinsTo: (blocks: string) => `connects to ${blocks}`,
  addJoinHint: 'Press Enter to add and connect, Shift+Enter to add only.',
  addPlainHint: 'Press Enter to add.',

  commands: 'Commands',
  searchCommands: 'Search commands',
  noCommand: 'No matching command.',

  helpMouse:
    'Double-click the canvas to add a block. Drag from port to port to connect; release over empty canvas to choose a matching block. Drop a block on a wire to insert it. Double-click a wire, or drag its end away, to remove it.',
  changeKeys: 'Change keyboard shortcuts',
  keysHelp: 'Click a shortcut to replace it, or + to add one.',
  pressKey: (command: string) => `Press the shortcut for “${command}”`,
  changeKey: (command: string, key: string) => `${command}: replace ${key}`,
  removeKey: (command: string, key: string) => `${command}: remove ${key}`,
  addKey: (command: string) => `${command}: add a shortcut`,
  resetKey: (command: string) => `${command}: restore defaults`,
  keyTaken: (key: string, command: string) => `${key} is already used for “${command}”.`,
  takeKey: 'Use it here instead',
  resetAllKeys: 'Reset all shortcuts',

  putBetween: 'Blocks that can be inserted here',
  insert: (blocks: string) => `Insert: ${blocks}`,

  connectFrom: 'Connect which port?',
  connectToWhat: (port: string) => `Connect ${port} to…`,
  searchPorts: 'Search ports',
  noPort: 'No matching port.',
  connectHint: 'Press Enter to connect. A port that does not match shows the reason.',
  replacesWire: (block: string) => `replaces the wire from ${block}`,

  wheel: 'Mouse or trackpad',
  wheelHelp:
    'Mouse: the wheel zooms, dragging pans the canvas, Shift and dragging selects. Trackpad: two fingers pan, pinching zooms, dragging selects. Holding Space always pans the canvas.',
  wheelMouse: 'Mouse',
  wheelTrackpad: 'Trackpad',
  minimap: 'Minimap',

  outline: 'Outline',
  outlineHint:
    'Arrow keys move and expand. Enter on a block goes to its settings, on a port it connects. Delete removes the block or the wire. On a group or note, Enter edits it and Escape returns; deleting a group keeps its blocks.',
  emptyOutline: 'No blocks yet.',
  otherBlocks: 'Other blocks',
  connectBlock: 'Connect',
  renameBlock: 'Rename',
  fromBlock: (block: string) => `from ${block}`,
  toBlock: (block: string) => `to ${block}`,
}
