/** The part of a crop that is looked at: hair, background and the black border lie outside it. */
const MARGIN = 0.2;

/**
 * How sharp a face is: the energy of the second derivative (the four-neighbour Laplacian) in units of the brightness's variance, so that
 * neither light nor contrast counts. 0 is an even grey; blurring lowers it, and so does enlarging a small face.
 *
 * @param values RGB, [size, size, 3]: the face as the landmark network sees it.
 */
export function sharpness(values: Float32Array, size: number): number {
  const first = Math.round(size * MARGIN);
  const last = size - first;
  const grey = (row: number, column: number) => {
    const at = (row * size + column) * 3;
    return 0.299 * (values[at] as number) + 0.587 * (values[at + 1] as number) + 0.114 * (values[at + 2] as number);
  };
  let [energy, sum, squares, count] = [0, 0, 0, 0];
  for (let row = first; row < last; row++) {
    for (let column = first; column < last; column++) {
      const centre = grey(row, column);
      const around = grey(row - 1, column) + grey(row + 1, column) + grey(row, column - 1) + grey(row, column + 1);
      energy += (around - 4 * centre) ** 2;
      sum += centre;
      squares += centre * centre;
      count++;
    }
  }
  const variance = squares / count - (sum / count) ** 2;
  return variance < 1 ? 0 : energy / count / variance;
}
