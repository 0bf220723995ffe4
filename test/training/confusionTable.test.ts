import { expect, it } from "vitest";
import { confusionTable } from "../../src/training/report/confusionTable.js";

it("A confusion table has the truth in rows and the answers in columns", () => {
  const table = confusionTable(
    ["fear", "anger"],
    [
      [3, 1],
      [0, 5],
    ],
  );
  expect(table.split("\n")).toEqual([
    "| truth \\ answer | fear | anger |",
    "|---|---|---|",
    "| **fear** | 3 | 1 |",
    "| **anger** | 0 | 5 |",
  ]);
});
