// Real programs through `awaitd run`, each on one version of Node, in test/slow on both: what they
// print is what the same program prints as a module of plain Node. NAME.js, NAME.out; NAME.err
// where it complains, NAME.code where it fails.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, test } from "node:test";
import { runCommand } from "./support/command.ts";
import { nodes } from "./support/daemon.ts";
import { placesOf } from "./support/share.ts";
import { root } from "./support/sources.ts";

const folder = join(root, "test/cases/programs");
const programs = readdirSync(folder)
  .filter((name) => name.endsWith(".js"))
  .map((name) => basename(name, ".js"));

const read = (name: string, otherwise: string): string => {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, "utf8") : otherwise;
};

test("programs are found", () => assert.ok(programs.length >= 12));

const versions = Object.entries(nodes);

describe("programs", { concurrency: 2 }, () => {
  for (const name of programs) {
    for (const [version, node] of placesOf(name, versions)) {
      test(`${name} on ${version}`, async () => {
        const { code, stdout, stderr } = await runCommand(["run", `${name}.js`], {
          node,
          cwd: folder,
        });
        assert.equal(stdout, readFileSync(join(folder, `${name}.out`), "utf8"), stderr);
        assert.match(stderr, new RegExp(`^${read(`${name}.err`, "")}$`));
        assert.equal(code, Number(read(`${name}.code`, "0")));
      });
    }
  }
});
