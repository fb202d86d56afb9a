import {
  Box,
  BrainCircuit,
  CaseSensitive,
  Database,
  Gauge,
  Layers,
  type LucideIcon,
  PackageOpen,
  Target,
} from 'lucide-react'
import type { Category } from '../../core/block/block.ts'

const icons: Readonly<Record<Category, LucideIcon>> = {
  data: Database,
  text: CaseSensitive,
  collate: Layers,
  model: BrainCircuit,
  objective: Target,
  train: Gauge,
  output: PackageOpen,
}

export function CategoryIcon({ category }: { readonly category: Category | undefined }) {
  const Icon = category ? icons[category] : Box
  return (
    <span className="category-icon" data-category={category}>
      <Icon size={14} aria-hidden />
    </span>
  )
}
