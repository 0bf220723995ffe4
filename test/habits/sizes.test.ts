import { describe, expect, it } from "vitest";
import { check, plant } from "./check.js";

const lines = (count: number) => "x;\n".repeat(count);

describe("the sizes of the source files", () => {
  it("are within bounds, and every room explains itself", () => {
    const { passed, output } = check("checkSizes");
    expect(output).not.toContain("problem");
    expect(passed).toBe(true);
  });

  it("are reported per folder as files, lines, median, 90 % and longest", () => {
    const folder = plant({
      "src/a/README.md": "",
      ...Object.fromEntries([...Array(10).keys()].map((i) => [`src/a/f${i}.ts`, lines(10 * (i + 1))])),
      "src/a/types.d.ts": lines(500),
    });
    const { passed, output } = check("checkSizes", folder);
    expect(output).toMatch(/^a +10 +550 +50 +90 +100$/m);
    expect(passed).toBe(true);
  });

  it("stop at 300 lines", () => {
    const fits = plant({ "src/a/README.md": "", "src/a/a.ts": lines(10), "src/a/b.ts": lines(300) });
    expect(check("checkSizes", fits).passed).toBe(true);
    const exceeds = plant({ "src/a/README.md": "", "src/a/a.ts": lines(10), "src/a/b.ts": lines(301) });
    const { passed, output } = check("checkSizes", exceeds);
    expect(output).toContain("src/a/b.ts: 301 lines");
    expect(passed).toBe(false);
  });

  it("stop at a median of 80 lines", () => {
    const folder = plant({ "src/a/README.md": "", "src/a/a.ts": lines(81), "src/a/b.ts": lines(81) });
    const { passed, output } = check("checkSizes", folder);
    expect(output).toContain("the median file has 81 lines");
    expect(passed).toBe(false);
  });

  it("come with a README.md in every room", () => {
    const { passed, output } = check("checkSizes", plant({ "src/a/b/c.ts": "", "src/a/b/README.md": "" }));
    expect(output).toContain("src/a: has no README.md");
    expect(passed).toBe(false);
  });
});
