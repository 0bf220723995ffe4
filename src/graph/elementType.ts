/** Element types that graphs here use, with their numbers in ONNX's TensorProto.DataType. */
export const ELEMENT_TYPES = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9, float16: 10 } as const;

export type ElementType = keyof typeof ELEMENT_TYPES;

const BYTES: Record<ElementType, number> = { float32: 4, uint8: 1, int32: 4, int64: 8, bool: 1, float16: 2 };

/** Size of one element in bytes. */
export function bytesPerElement(type: ElementType): number {
  return BYTES[type];
}

/** The element type with this ONNX number, or undefined when graphs here never use it. */
export function elementTypeOf(code: number): ElementType | undefined {
  return (Object.keys(ELEMENT_TYPES) as ElementType[]).find((type) => ELEMENT_TYPES[type] === code);
}
