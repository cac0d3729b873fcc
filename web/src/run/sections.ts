import type { Field } from '@/api/types'

export interface Group {
  title: string | null
  fields: Field[]
}

/** The form's order: groups in the order they first appear, what is advanced under its own fold. */
export function sections(fields: readonly Field[]): { groups: Group[]; advanced: Field[] } {
  const groups: Group[] = []
  for (const field of fields) {
    if (field.advanced) continue
    const title = field.group || null
    const group = groups.find((known) => known.title === title)
    if (group === undefined) groups.push({ title, fields: [field] })
    else group.fields.push(field)
  }
  return { groups, advanced: fields.filter((field) => field.advanced) }
}
