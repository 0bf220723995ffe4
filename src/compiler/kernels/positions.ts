/** Every [row, column] of a grid, row by row. */
export function positions(height: number, width: number): [number, number][] {
  return Array.from({ length: height * width }, (_, place) => [Math.floor(place / width), place % width]);
}
