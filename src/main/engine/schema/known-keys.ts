import { z } from 'zod'

/** The keys that a shape knows at a place of a value: of every shape that could stand there, where several could. */
export function knownKeys(shape: z.ZodType, path: readonly PropertyKey[]): string[] {
  const keys = shapesAt(shape, path).flatMap((at) => (at instanceof z.ZodObject ? Object.keys(at.shape) : []))
  return [...new Set(keys)]
}

function shapesAt(shape: z.ZodType, path: readonly PropertyKey[]): z.ZodType[] {
  let shapes = bare(shape)
  for (const key of path) {
    shapes = shapes.flatMap((at) => {
      if (at instanceof z.ZodArray) return bare(at.element as z.ZodType)
      if (at instanceof z.ZodObject) return bare((at.shape as Record<PropertyKey, z.ZodType | undefined>)[key])
      return []
    })
  }
  return shapes
}

/** A shape without what may stand around it; the alternatives of a union each by itself. */
function bare(shape: z.ZodType | undefined): z.ZodType[] {
  if (shape === undefined) return []
  if (shape instanceof z.ZodUnion) return shape.options.flatMap((option) => bare(option as z.ZodType))
  if (shape instanceof z.ZodOptional || shape instanceof z.ZodDefault || shape instanceof z.ZodNullable) {
    return bare(shape.unwrap() as z.ZodType)
  }
  return [shape]
}
