/** Something to train on: bytes and small numbers that are the same in every run. Scalars are learning rates. */
export function randomFeeds(inputs) {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Object.fromEntries(
    inputs.map(({ name, dtype, shape }) => {
      const size = shape.reduce((a, b) => a * b, 1);
      const data =
        dtype === "uint8"
          ? Uint8Array.from({ length: size }, () => random() * 256)
          : Float32Array.from({ length: size }, () => (shape.length === 0 ? 1e-4 : random() - 0.5));
      return [name, { dtype, shape, data }];
    }),
  );
}
