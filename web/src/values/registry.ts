import type { ComponentType } from 'react'
import type { Field } from '@/api/types'
import { BooleanField } from './boolean/Field'
import { ChoiceField } from './choice/Field'
import { ColourField } from './colour/Field'
import type { FieldProps } from './field'
import { ImageField } from './image/Field'
import { ImageListField } from './image/ListField'
import { NumberField } from './number/Field'
import { TextField } from './text/Field'
import { ListField } from './text/ListField'

const widgets: Partial<Record<Field['kind'], ComponentType<FieldProps>>> = {
  boolean: BooleanField,
  choice: ChoiceField,
  colour: ColourField,
  image: ImageField,
  number: NumberField,
}

/** The widget that fits a field. Kinds without one of their own take text (a web address). */
export function widgetFor(field: Field): ComponentType<FieldProps> {
  if (field.list) return field.kind === 'image' ? ImageListField : ListField
  return widgets[field.kind] ?? TextField
}
