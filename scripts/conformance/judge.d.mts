/** What a run of a spec came to; `status` is jasmine's. */
export interface Outcome {
  file: string;
  name: string;
  status: string;
  reason: string;
  /** Whether TensorFlow.js's processor backend computed any of it. */
  onHost?: boolean;
}
export interface Exemption {
  file: string;
  names: string | string[];
  reason: string;
}
export interface Verdict {
  file: string;
  name: string;
  verdict: "passed" | "failed" | "out of scope";
  passes?: boolean;
  onHost?: boolean;
  reason: string;
}
export interface Counts {
  passed: number;
  failed: number;
  outOfScope: number;
}
export function judge(
  control: Outcome[],
  outcomes: Outcome[],
  outOfScope: Exemption[],
): { verdicts: Verdict[]; stale: Exemption[] };
export function count(verdicts: Verdict[]): { total: Counts; files: Map<string, Counts> };
