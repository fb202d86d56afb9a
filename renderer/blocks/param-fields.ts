import { z } from 'zod'
import { type Text, text } from '../../core/text.ts'

const textSchema = z.object({ en: z.string(), zh: z.string() })

/** What a JSON Schema says of one parameter, with the extras that blocks add to it (see param() in core/block/block.ts). */
const propertySchema = z.looseObject({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  anyOf: z.array(z.looseObject({ type: z.string().optional() })).optional(),
  label: textSchema.optional(),
  help: textSchema.optional(),
  unit: textSchema.optional(),
  control: z.enum(['path', 'model', 'paragraph', 'column', 'columns', 'hub']).optional(),
  advanced: z.boolean().optional(),
  choices: z.record(z.string(), textSchema).optional(),
})

const objectSchema = z.looseObject({ properties: z.record(z.string(), propertySchema).default({}) })

export interface ParamField {
  readonly name: string
  readonly kind:
    | 'whole'
    | 'number'
    | 'choice'
    | 'switch'
    | 'text'
    | NonNullable<z.infer<typeof propertySchema>['control']>
  readonly label: Text
  readonly help?: Text | undefined
  readonly unit?: Text | undefined
  readonly default: unknown
  readonly choices: readonly { readonly value: unknown; readonly label: Text }[]
  readonly advanced: boolean
}

const known = new WeakMap<object, readonly ParamField[]>()

/** The fields of a form for these parameters, in the order the block declares them. */
export function paramFields(schema: Readonly<Record<string, unknown>>): readonly ParamField[] {
  const fields = known.get(schema) ?? Object.entries(objectSchema.parse(schema).properties).map(([n, p]) => field(n, p))
  known.set(schema, fields)
  return fields
}

function field(name: string, p: z.infer<typeof propertySchema>): ParamField {
  return {
    name,
    kind: kindOf(p),
    label: p.label ?? text(name, name),
    help: p.help,
    unit: p.unit,
    default: p.default,
    choices: (p.enum ?? []).map(value => ({
      value,
      label: p.choices?.[String(value)] ?? text(String(value), String(value)),
    })),
    advanced: p.advanced ?? false,
  }
}

function kindOf({ control, enum: choices, type, anyOf }: z.infer<typeof propertySchema>): ParamField['kind'] {
  const types = [type, ...(anyOf ?? []).map(a => a.type)]
  if (control) return control
  if (choices) return 'choice'
  if (types.includes('boolean')) return 'switch'
  if (types.includes('number')) return 'number'
  return types.includes('integer') ? 'whole' : 'text'
}

/** A value in a few letters, for the face of a block. */
export function paramValueText(field: ParamField, value: unknown, say: (text: Text) => string): string {
  if (value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return say(value ? text('yes', '是') : text('no', '否'))
  if (field.kind === 'columns') return columnRenames(value).map(columnRenameText).join(', ') || '–'
  const choice = field.choices.find(c => c.value === value)
  if (choice) return say(choice.label)
  if (field.kind === 'path' || field.kind === 'model') return String(value).split(/[\\/]/).at(-1) ?? ''
  return field.unit && typeof value === 'number' ? `${value} ${say(field.unit)}` : String(value)
}

/** New names of columns, by their names so far; null leaves a column out. */
export const columnRenames = (value: unknown): readonly (readonly [string, string | null])[] => {
  const names = columnNames.safeParse(value)
  return names.success ? Object.entries(names.data) : []
}
const columnNames = z.record(z.string(), z.string().nullable())
const columnRenameText = ([column, name]: readonly [string, string | null]) =>
  name === null ? `− ${column}` : `${column} → ${name}`
