import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { ENTRIES } from "../../src/config/index.js";
import { Metrics } from "../../src/observability/index.js";

const read = (path: string): string => readFileSync(path, "utf8");
const dockerfile = read("docker/Dockerfile");
const service = z.looseObject({
  image: z.string(),
  user: z.string().optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string()),
  expose: z.array(z.string()).optional(),
  volumes: z.array(z.string()),
  stop_grace_period: z.string().optional(),
});
const compose = z
  .object({ name: z.string(), services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) })
  .parse(parse(read("docker/compose.yaml")));
const alerts = z
  .object({
    groups: z.array(
      z.object({
        name: z.string(),
        rules: z.array(
          z.object({
            alert: z.string(),
            expr: z.string(),
            for: z.string().optional(),
            labels: z.object({ severity: z.enum(["page", "warn"]) }),
            annotations: z.object({ summary: z.string() }),
          }),
        ),
      }),
    ),
  })
  .parse(parse(read("docker/prometheus/alerts.yml")))
  .groups.flatMap(({ rules }) => rules);
const panels = z
  .object({
    uid: z.string(),
    title: z.string(),
    panels: z.array(
      z.looseObject({
        id: z.int(),
        title: z.string(),
        gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
        targets: z.array(z.looseObject({ expr: z.string(), datasource: z.looseObject({ uid: z.string() }) })),
      }),
    ),
  })
  .parse(JSON.parse(read("docker/grafana/dashboards/semblance.json"))).panels;

/** Names of metrics in a query, without what histograms and PromQL add. */
function metricsIn(query: string): string[] {
  const bare = query.replace(/\{[^}]*\}/g, "").replace(/\b(by|without) \([^)]*\)/g, "");
  return [...bare.matchAll(/\b(?:semblance|nodejs|process)_\w+/g)].map(([name]) =>
    name.replace(/_(bucket|sum|count)$/, ""),
  );
}

/** Labels that a query selects or groups by, with the metric that they must belong to. */
function labelsIn(query: string): string[] {
  const selected = [...query.matchAll(/(\w+)\s*(?:=~|!~|!=|=)\s*"/g)].map((match) => match[1]!);
  const grouped = [...query.matchAll(/\bby \(([^)]*)\)/g)].flatMap((match) =>
    match[1]!.split(",").map((one) => one.trim()),
  );
  return [...selected, ...grouped];
}

describe("The dashboard and the alerts", async () => {
  const metrics = new Metrics("0");
  const names = (await metrics.registry.getMetricsAsJSON()).map(({ name }) => name);
  const labels = new Set(
    [...Object.values(metrics)].flatMap((one) => (one as { labelNames?: readonly string[] }).labelNames ?? []),
  );
  const queries = [
    ...alerts.map(({ alert, expr }) => ({ of: alert, expr })),
    ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ of: title, expr }))),
  ];

  it.each(queries)("ask for metrics and labels that /metrics has: $of", ({ expr }) => {
    // "up" is Prometheus's own.
    expect(metricsIn(expr).length + (/\bup\b/.test(expr) ? 1 : 0)).toBeGreaterThan(0);
    for (const name of metricsIn(expr)) expect(names).toContain(name);
    for (const label of labelsIn(expr)) expect([...labels, "job", "le"]).toContain(label);
  });

  it("would be caught if they asked for others", () => {
    expect(metricsIn("sum by (le) (rate(semblance_nothing_bucket[5m]))")).toEqual(["semblance_nothing"]);
    expect(labelsIn('sum by (modle) (a{code="x"})')).toEqual(["code", "modle"]);
  });

  it("are told in docs/operations.md, every alert and every metric of this project", () => {
    const page = read("docs/operations.md");
    for (const { alert } of alerts) expect(page).toContain(`\`${alert}\``);
    for (const name of names.filter((one) => one.startsWith("semblance_"))) expect(page).toContain(`\`${name}\``);
  });

  it("are laid out without overlap, and read from the data source that is provisioned", () => {
    const taken = new Set<string>();
    for (const { gridPos: at, targets } of panels) {
      expect(at.x + at.w).toBeLessThanOrEqual(24);
      for (let x = at.x; x < at.x + at.w; x++)
        for (let y = at.y; y < at.y + at.h; y++) {
          expect(taken).not.toContain(`${x},${y}`);
          taken.add(`${x},${y}`);
        }
      const { datasources } = parse(read("docker/grafana/provisioning/datasources/prometheus.yml"));
      for (const { datasource } of targets) expect(datasource.uid).toBe(datasources[0].uid);
    }
  });
});

describe("The compose file", () => {
  it("runs the server without privileges, without a writable root, with time to drain, for this machine only", () => {
    const { semblance } = compose.services;
    expect(semblance).toMatchObject({ user: "node", read_only: true, cap_drop: ["ALL"], stop_grace_period: "12s" });
    for (const { security_opt, ports } of Object.values(compose.services)) {
      expect(security_opt).toContain("no-new-privileges:true");
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    }
  });

  it("sets nothing that the configuration does not have", () => {
    const known = ENTRIES.map(({ variable }) => variable);
    for (const variable of Object.keys(compose.services.semblance?.environment ?? {}))
      expect(known).toContain(variable);
  });

  it("mounts what is there, and volumes that it declares", () => {
    for (const { volumes } of Object.values(compose.services))
      for (const volume of volumes) {
        const [from = ""] = volume.split(":");
        if (from.startsWith(".")) expect(existsSync(join("docker", from)), volume).toBe(true);
        else expect(Object.keys(compose.volumes)).toContain(from);
      }
  });

  it("has Prometheus ask where the server answers, and read the alerts", () => {
    const { semblance } = compose.services;
    const port = semblance?.environment?.SEMBLANCE_OBSERVABILITY_METRICS_PORT;
    const { scrape_configs, rule_files } = parse(read("docker/prometheus/prometheus.yml"));
    expect(scrape_configs[0].static_configs[0].targets).toEqual([`semblance:${port}`]);
    expect(semblance?.expose).toEqual([port]);
    for (const file of rule_files) expect(existsSync(join("docker/prometheus", file))).toBe(true);
  });
});

describe("The Dockerfile", () => {
  it("copies what is there and what .dockerignore lets through", () => {
    const allowed = read(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1));
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*)$/gm)].flatMap((match) =>
      match[1]!.split(" ").slice(0, -1),
    );
    expect(copied.length).toBeGreaterThan(5);
    for (const path of copied) {
      expect(existsSync(path), path).toBe(true);
      expect(
        allowed.some((one) => one === path || one === dirname(path) || path.startsWith(`${one}/`)),
        path,
      ).toBe(true);
    }
  });

  it("runs as a user without privileges, with a health check, and a program that signals reach", () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK .*\\\n.*livez/m);
    expect(dockerfile).toMatch(/^ENTRYPOINT \["node",/m);
  });
});
