import { describe, expect, it } from "vitest";
import { clientAddress } from "../../src/api/security/clientAddress.js";
import { Quotas } from "../../src/api/security/quotas.js";

describe("A quota of 60 images a minute", () => {
  const payer = { id: "key:a", imagesPerMinute: 60 };

  it("may be spent at once, and fills again by one a second, never beyond a minute's", () => {
    let now = 0;
    const quotas = new Quotas(() => now);
    quotas.take(payer, 60);
    expect(() => quotas.take(payer, 1)).toThrow(
      expect.objectContaining({ code: "QUOTA_EXCEEDED", retryAfterMs: 1000 }),
    );
    expect(() => quotas.take(payer, 5)).toThrow(expect.objectContaining({ retryAfterMs: 5000 }));
    now = 999;
    expect(() => quotas.take(payer, 1)).toThrow(expect.objectContaining({ retryAfterMs: 1 }));
    now = 5000;
    quotas.take(payer, 5);
    now = 1_000_000;
    quotas.take(payer, 60);
    expect(() => quotas.take(payer, 1)).toThrow("at most 60 images per minute");
  });

  it("is taken as a whole or not at all, and never for more than it ever holds", () => {
    const quotas = new Quotas(() => 0);
    quotas.take(payer, 50);
    expect(() => quotas.take(payer, 11)).toThrow(expect.objectContaining({ retryAfterMs: 1000 }));
    quotas.take(payer, 10);
    expect(() => quotas.take(payer, 61)).toThrow(expect.objectContaining({ retryAfterMs: undefined }));
    quotas.take({ id: "key:b", imagesPerMinute: 60 }, 60);
    quotas.take({ id: "key:c", imagesPerMinute: undefined }, 1_000_000);
  });

  it("is waited for by a stream, which an abort ends", async () => {
    const quotas = new Quotas();
    const quick = { id: "key:a", imagesPerMinute: 60_000 };
    quotas.take(quick, 60_000);
    await quotas.takeInTime(quick, 20, new AbortController().signal);
    const slow = { id: "key:b", imagesPerMinute: 1 };
    quotas.take(slow, 1);
    await expect(quotas.takeInTime(slow, 1, AbortSignal.timeout(20))).rejects.toThrow(/abort/i);
  });
});

describe("The address of a client", () => {
  const request = (forwarded?: string) =>
    ({
      headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
      socket: { remoteAddress: "10.0.0.1" },
    }) as never;

  it.each([
    [0, "6.6.6.6", "10.0.0.1"],
    [1, "6.6.6.6, 1.2.3.4", "1.2.3.4"],
    [2, "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"],
    [2, "1.2.3.4", "10.0.0.1"],
    [1, undefined, "10.0.0.1"],
  ])(
    "behind %i proxies, which say %j, is %s: what it may have written itself does not count",
    (proxies, forwarded, address) => {
      expect(clientAddress(request(forwarded), proxies)).toBe(address);
    },
  );
});
