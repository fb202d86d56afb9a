/** 用鼠标和键盘搭建：搜索、命令与快捷键、连线、大纲。 */
export const editing = {
  found: (n: number) => `${n} 个结果`,
  joinsTo: (blocks: string) => `连接到 ${blocks}`,
  addJoinHint: '按 Enter 添加并连接，按 Shift+Enter 只添加。',
  addPlainHint: '按 Enter 添加。',

  commands: '命令',
  searchCommands: '搜索命令',
  noCommand: '没有匹配的命令。',

  helpMouse:
    '双击画布可添加模块。从端口拖到端口即可连线；在空白处松开，可选择匹配的模块。把模块放到连线上即可插入。双击连线或把它的一端拖开，即可删除连线。',
  changeKeys: '更改快捷键',
  keysHelp: '点击快捷键可替换，点击 + 可添加。',
  pressKey: (command: string) => `请按“${command}”的快捷键`,
  changeKey: (command: string, key: string) => `${command}：替换 ${key}`,
  removeKey: (command: string, key: string) => `${command}：移除 ${key}`,
  addKey: (command: string) => `${command}：添加快捷键`,
  resetKey: (command: string) => `${command}：恢复默认`,
  keyTaken: (key: string, command: string) => `${key} 已用于“${command}”。`,
  takeKey: '改用于此',
  resetAllKeys: '全部恢复默认',

  putBetween: '可以插入此处的模块',
  insert: (blocks: string) => `插入：${blocks}`,

  connectFrom: '连接哪个端口？',
  connectToWhat: (port: string) => `把${port}连接到…`,
  searchPorts: '搜索端口',
  noPort: '没有匹配的端口。',
  connectHint: '按 Enter 连接。不匹配的端口会说明原因。',
  replacesWire: (block: string) => `替换来自${block}的连线`,

  wheel: '鼠标或触控板',
  wheelHelp:
    '鼠标：滚轮缩放，拖动移动画布，按住 Shift 拖动可框选。触控板：双指移动画布，捏合缩放，拖动可框选。按住空格总能移动画布。',
  wheelMouse: '鼠标',
  wheelTrackpad: '触控板',
  minimap: '画布缩略图',

  outline: '大纲',
  outlineHint:
    '方向键移动和展开。在模块上按 Enter 转到设置，在端口上按 Enter 连线。Delete 删除模块或连线。在分组或便签上按 Enter 编辑，按 Escape 返回；删除分组会保留其中的模块。',
  emptyOutline: '还没有模块。',
  otherBlocks: '其他模块',
  connectBlock: '连接',
  renameBlock: '重命名',
  fromBlock: (block: string) => `来自${block}`,
  toBlock: (block: string) => `接到${block}`,
}
