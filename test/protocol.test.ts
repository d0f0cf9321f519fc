import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Ajv } from "ajv";
import { createFiles, findStale } from "../protocol/generate.ts";
import { errorCodes } from "../protocol/errors.ts";
import { methods } from "../protocol/methods.ts";
import { clientNotifications } from "../protocol/notices.ts";
import { notifications } from "../protocol/outputs.ts";
import { expectations, methodNames, validators } from "../protocol/schema/validators.js";

const files = await createFiles();

describe("what is generated from the method table", () => {
  it("is fresh", async () => {
    assert.deepEqual(await findStale(files), []);
  });

  it("names every method, notification and error in the reference and the schemas", () => {
    const reference = files.get("README.md")!;
    const schema = JSON.parse(files.get("schema/protocol.json")!);
    const openRpc = JSON.parse(files.get("schema/openrpc.json")!);
    for (const name of [
      ...Object.keys(methods),
      ...Object.keys(notifications),
      ...Object.keys(clientNotifications),
    ]) {
      assert.ok(reference.includes(`### \`${name}\``), name);
    }
    for (const [name, code] of Object.entries(errorCodes)) {
      assert.match(reference, new RegExp(`\\| ${code} +\\| ${name} +\\|`));
    }
    assert.deepEqual(Object.keys(schema.methods), Object.keys(methods));
    assert.deepEqual(
      openRpc.methods.map(({ name }: { name: string }) => name),
      Object.keys(methods),
    );
    assert.deepEqual(methodNames, Object.keys(methods));
  });

  it("holds JSON Schema whose references all lead somewhere", () => {
    const schema = JSON.parse(files.get("schema/protocol.json")!);
    const { $defs } = schema;
    const ajv = new Ajv({ strict: false });
    const parts = [
      ...Object.values(schema.methods),
      ...Object.values(schema.notifications),
    ] as object[];
    assert.ok(parts.length > 15);
    for (const part of parts) {
      for (const value of Object.values(part)) {
        if (typeof value === "object") ajv.compile({ ...value, $defs });
      }
    }
  });

  it("has links in the reference that all lead to a heading", () => {
    const reference = files.get("README.md")!;
    const headings = [...reference.matchAll(/^#+ (.*)$/gm)].map(([, text]) =>
      text!
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, "")
        .replaceAll(" ", "-"),
    );
    const links = [...reference.matchAll(/\]\(#([^)]*)\)/g)].map(([, target]) => target!);
    assert.ok(links.length > 20);
    for (const link of links) assert.ok(headings.includes(link), link);
  });
});

describe("validators", () => {
  it("agree with Ajv on the schemas themselves", () => {
    const ajv = new Ajv({ strict: false });
    const values = [
      {},
      { code: "1" },
      { code: 1 },
      { enabled: true },
      { sessionId: "" },
      { sessionId: "s", policy: "perCell" },
      { limits: { memoryMb: 16 } },
      { limits: { memoryMb: 1.5 } },
      { processId: null },
      { token: 1 },
      { extra: 1 },
      [],
      "x",
    ];
    let accepted = 0;
    for (const [name, { params }] of Object.entries(methods)) {
      const reference = ajv.compile(JSON.parse(JSON.stringify(params)));
      for (const value of values) {
        const verdict = validators[name as keyof typeof methods](value);
        assert.equal(verdict, reference(value), `${name} ${JSON.stringify(value)}`);
        if (verdict) accepted++;
      }
    }
    assert.ok(accepted > 10);
  });

  it("have words for every property", () => {
    assert.equal(expectations.initialize["session.limits.memoryMb"], "an integer of at least 16");
    assert.equal(expectations.execute["userExpressions.*"], "a string");
    assert.equal(expectations.initialize["processId"], "an integer or null");
    assert.equal(expectations.setLoopPolicy["policy"], 'one of "persistent", "perCell"');
    for (const table of Object.values(expectations)) {
      for (const words of Object.values(table)) assert.doesNotMatch(words, /undefined|any value/);
    }
  });
});
