import { ImageOption } from './image/Option'
import { isPicture } from './image/isPicture'
import type { OptionProps } from './optionProps'
import { TextOption } from './text/Option'

/** One of several values to choose from; what is no picture is told in words. */
export function Option(props: OptionProps) {
  return isPicture(props.item) ? <ImageOption {...props} /> : <TextOption {...props} />
}
