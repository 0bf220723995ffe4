/** Row i has its one in column i mod classes. */
export function oneHot(rows, classes) {
  const data = new Float32Array(rows * classes);
  for (let i = 0; i < rows; i++) data[i * classes + (i % classes)] = 1;
  return { dtype: "float32", shape: [rows, classes], data };
}
