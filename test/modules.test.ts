// What cells import, with real files and real kernels: half of the cases on each version of Node,
// in test/slow all on both.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { start, type StartedClient } from "../clients/shared/connect.ts";
import { launcher, nodes } from "./support/daemon.ts";
import { playModuleCase, readModuleCases } from "./support/module-cases.ts";
import { placesOf } from "./support/share.ts";
import { root } from "./support/sources.ts";

const cases = readModuleCases(join(root, "test/cases/modules"));
const versions = Object.entries(nodes);

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
  for (const version of versions) {
    const [name, node] = version;
    describe(name, { concurrency: 1 }, () => {
      let client: StartedClient;
      before(async () => (client = await start({ command: [node, launcher, "--stdio"] })));
      after(() => client.close());
      for (const each of cases) {
        if (!placesOf(each.title, versions).includes(version)) continue;
        test(`${each.file}: ${each.title}`, () => playModuleCase(each, client));
      }
    });
  }
});
