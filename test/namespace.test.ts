// Cells that are really run, each case in a realm of its own: test/cases/compiler/runs/*.txt. Every
// case is played again with each synchronous cell made asynchronous, and every fourth (in
// test/slow all of them) once more as generators, which a runner may ask for (there as operations,
// too): the outcome is the same.
import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import {
  readCases,
  readSteps,
  writeCases,
  writeSteps,
  type Case,
} from "./support/compiler-cases.ts";
import type { RealmRequest } from "./support/compiler-realm.ts";
import { playInRealm } from "./support/realm.ts";

const directory = join(import.meta.dirname, "cases/compiler/runs");
const files = globSync(join(directory, "*.txt")).sort();
const forms = ["generator", "operation"] as const;
const isThorough = process.env["THOROUGH"] === "1";
const isUpdating = process.env["UPDATE"] === "1";

test("there are cases", () => assert.notEqual(files.length, 0));

for (const path of files) {
  test(basename(path), { concurrency: 2 }, async (context) => {
    const cases = readCases(path);
    const results: Case[] = [...cases];
    await Promise.all(
      cases.map(({ title, body }, index) =>
        context.test(title, async () => {
          const { settings, text, once } = readSettings(body);
          const steps = readSteps(text);
          const cells = steps.map(({ cell }) => cell);
          const now = await playInRealm({ ...settings, cells, delayed: false });
          const played = steps.map(({ cell }, step) => ({ cell, outcome: now[step] ?? "" }));
          results[index] = {
            title,
            body: body.slice(0, body.length - text.length) + writeSteps(played),
          };
          if (!isUpdating) assert.equal(writeSteps(played), writeSteps(steps));
          if (once) return;
          assert.deepEqual(await playInRealm({ ...settings, cells, delayed: true }), now);
          if (index % 4 !== 0 && !isThorough) return;
          // What `yield` means is the one thing in which the forms differ.
          if (settings.form !== "async" || /\byield\b/.test(text)) return;
          for (const form of isThorough ? forms : forms.slice(0, 1))
            assert.deepEqual(await playInRealm({ ...settings, form, cells, delayed: true }), now);
        }),
      ),
    );
    if (isUpdating) writeCases(path, results);
  });
}

type Settings = Omit<RealmRequest, "cells" | "delayed">;

/**
 * A first line `%generator`, `%operation` or `%autoawait off` sets how the case is compiled, after
 * `%typescript` as well; `%once`: it is played once.
 */
function readSettings(body: string): { settings: Settings; text: string; once: boolean } {
  const match = /^%(typescript ?)?(generator|operation|autoawait off|once)?\n/.exec(body);
  const settings: Settings = {
    directory,
    languageId: match?.[1] === undefined ? "javascript" : "typescript",
    autoawait: match?.[2] !== "autoawait off",
    form: forms.find((form) => form === match?.[2]) ?? "async",
  };
  const once = match?.[2] === "once" || match?.[2] === "autoawait off";
  return { settings, text: body.slice(match?.[0].length ?? 0), once };
}
