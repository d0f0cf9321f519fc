// What cells import, with real files and real kernels, on both versions of Node.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { start, type StartedClient } from "../clients/shared/connect.ts";
import { launcher, nodes } from "./support/daemon.ts";
import { playModuleCase, readModuleCases } from "./support/module-cases.ts";
import { root } from "./support/sources.ts";

const cases = readModuleCases(join(root, "test/cases/modules"));

test("cases are found, and each expects something", () => {
  assert.ok(cases.length > 20);
  for (const { title, steps } of cases) {
    assert.ok(
      steps.some(({ verb }) => verb === "<"),
      title,
    );
  }
});

describe("modules", { concurrency: 2 }, () => {
  for (const [version, node] of Object.entries(nodes)) {
    describe(version, { concurrency: 1 }, () => {
      let client: StartedClient;
      before(async () => (client = await start({ command: [node, launcher, "--stdio"] })));
      after(() => client.close());
      for (const each of cases) {
        test(`${each.file}: ${each.title}`, () => playModuleCase(each, client));
      }
    });
  }
});
