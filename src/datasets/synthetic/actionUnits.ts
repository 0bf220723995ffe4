/** Action units of the Facial Action Coding System (Ekman and Friesen) that the drawing knows. */
export const actionUnits = [1, 2, 4, 5, 6, 7, 9, 10, 11, 12, 15, 16, 17, 20, 23, 24, 25, 26] as const;

export type ActionUnit = (typeof actionUnits)[number];

/** Intensity of each action unit, 0 (absent) to about 1.3. */
export type ActionUnitVector = Record<ActionUnit, number>;

/** A face at rest. */
export function noActionUnits(): ActionUnitVector {
  return Object.fromEntries(actionUnits.map((unit) => [unit, 0])) as ActionUnitVector;
}
