/** Bytes in base64, as `ImageInput.base64` takes them. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  // In steps: as many arguments as a photograph has bytes exhaust the stack.
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** The bytes that a base64 text means, such as `GeneratedImage.base64`. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** The numbers of a Latent as the server writes it: base64 of little-endian float32. */
export function latentNumbers(latent: string): Float32Array<ArrayBuffer> {
  const { buffer } = fromBase64(latent);
  const view = new DataView(buffer);
  return Float32Array.from({ length: buffer.byteLength >> 2 }, (_, i) => view.getFloat32(4 * i, true));
}

/** Numbers as a Latent. Variables that hold a Float32Array are written like this by themselves. */
export function latentOf(numbers: ArrayLike<number>): string {
  const view = new DataView(new ArrayBuffer(4 * numbers.length));
  for (let i = 0; i < numbers.length; i++) view.setFloat32(4 * i, numbers[i] as number, true);
  return toBase64(new Uint8Array(view.buffer));
}
