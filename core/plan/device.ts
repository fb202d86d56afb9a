/** The engine of a plan that names none. */
export const defaultEngine = 'onnx'

export interface EngineDeviceId {
  readonly engine: string
  readonly device: string
}

/** A device as a person chooses it: `cpu` of the default engine, or `<engine>/<device>` of another. */
export const deviceChoice = ({ engine, device }: EngineDeviceId): string =>
  engine === defaultEngine ? device : `${engine}/${device}`

/** The engine and its device that a choice means; `auto` is any device of the default engine. */
export function parseDeviceChoice(choice: string): EngineDeviceId {
  const slash = choice.indexOf('/')
  return slash < 0
    ? { engine: defaultEngine, device: choice }
    : { engine: choice.slice(0, slash), device: choice.slice(slash + 1) }
}
