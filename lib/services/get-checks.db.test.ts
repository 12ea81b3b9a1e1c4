import { afterAll, expect, test } from "vitest";
import { makeContext } from "@/db/test/make-context";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { startEngineDouble } from "@/e2e/engine-double";
import { checksSchema } from "@/lib/contracts/checks";
import { createEngines } from "@/lib/engines/create-engines";
import { ForbiddenError } from "@/lib/errors";
import { engineNames } from "@/lib/kyc/intake/engine-ports";
import { getChecks } from "./get-checks";

const stores = testStores();
const double = await startEngineDouble();
afterAll(() => double.close());

const image = { contentType: "image/png", bytes: Buffer.from("a face") } as const;

test("a lead is told how each engine answered", () =>
  withRollback(async (db) => {
    const engines = createEngines({ ...double.config(), urls: { selfieLiveness: `${double.origin}/selfieLiveness`, mrz: `${double.origin}/mrz` } }, () => undefined);
    double.program("mrz", "*", { status: 500 });
    await engines.checkSelfieLiveness(image, AbortSignal.timeout(5_000));
    await engines.readZone(image, { issuingCountry: "HRV", idType: "passport", side: "front" }, AbortSignal.timeout(5_000));

    const checks = checksSchema.parse(await getChecks({ ...(await makeContext(db, stores, "lead")), engines }));
    expect(checks.engines.map(({ engine }) => engine)).toEqual([...engineNames]);
    const of = (name: string) => checks.engines.find(({ engine }) => engine === name);
    expect(of("selfieLiveness")).toMatchObject({ host: new URL(double.origin).host, circuit: "closed", lastAnswer: { outcome: "ok", fault: null }, latency: { calls: 1 } });
    expect(of("mrz")).toMatchObject({ lastAnswer: { outcome: "error", fault: "bad_status" } });
    expect(of("faces")).toEqual({ engine: "faces", host: null, circuit: "closed", lastAnswer: null, latency: null });
  }));

test("an agent is not", () =>
  withRollback(async (db) => {
    const engines = createEngines({ urls: {}, secret: "", timeoutMs: 1_000 });
    const ctx = await makeContext(db, stores, "agent");
    expect(() => getChecks({ ...ctx, engines })).toThrow(ForbiddenError);
  }));
