export function growth(
  samples: readonly { atMs: number; value: number }[],
  tolerated: number,
): { grows: boolean; growth: number; z: number; perMinute: number; last: number };
