/**
 * The factor √(tr Σ_c / d) I of isotropic noise with the same total variance as Σ_c = L Lᵀ: the control that tells whether the
 * class's directions matter or only the amount of noise. Use it in place of L.
 */
export function isotropicFactor(factor: Float32Array, d: number): Float32Array {
  const total = factor.reduce((sum, value) => sum + value * value, 0);
  const isotropic = new Float32Array(d * d);
  for (let i = 0; i < d; i++) isotropic[i * d + i] = Math.sqrt(total / d);
  return isotropic;
}
