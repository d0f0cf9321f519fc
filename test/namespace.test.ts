// Cells that are really run: test/cases/compiler/runs/*.txt. Every case is played again with each
// synchronous cell made asynchronous, and once more as generators and as operations, which a runner
// may ask for (in test/slow as cells of an embedded session, too): the outcome is the same. Each
// playing has a context of its own in a process for all of them, or a realm of its own where a
// context is not enough, and in test/slow always.
import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { after, test } from "node:test";
import { startComparison } from "./support/comparison.ts";
import {
  readCases,
  readSteps,
  writeCases,
  writeSteps,
  type Case,
} from "./support/compiler-cases.ts";
import type { RealmRequest } from "./support/compiler-realm.ts";
import { playInRealm } from "./support/realm.ts";
import { isThorough } from "./support/share.ts";

const directory = join(import.meta.dirname, "cases/compiler/runs");
const files = globSync(join(directory, "*.txt")).sort();
const forms = ["generator", "operation"] as const;
const isUpdating = process.env["UPDATE"] === "1";
const comparison = await startComparison(directory);
after(() => comparison.close());

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
          const request: RealmRequest = { ...settings, cells, delayed: false };
          const now = await play(request);
          const played = steps.map(({ cell }, step) => ({ cell, outcome: now[step] ?? "" }));
          results[index] = {
            title,
            body: body.slice(0, body.length - text.length) + writeSteps(played),
          };
          if (!isUpdating) assert.equal(writeSteps(played), writeSteps(steps));
          if (once) return;
          assert.deepEqual(await play({ ...request, delayed: true }), now);
          // Of an embedded session's names none is a global's.
          if (isThorough && !/\bthis\b|globalThis|\bvar (?:console|process)/.test(text))
            assert.deepEqual(await play({ ...request, goal: "function" }), now);
          // What `yield` means is the one thing in which the forms differ.
          if (settings.form !== "async" || /\byield\b/.test(text)) return;
          // A realm takes long to make: a part of those that need one will do every day.
          if (needsRealm(request) && index % 4 !== 0 && !isThorough) return;
          for (const form of forms)
            assert.deepEqual(await play({ ...request, form, delayed: true }), now);
        }),
      ),
    );
    if (isUpdating) writeCases(path, results);
  });
}

/** Modules, a main context that `node:vm` knows, settings, an end of what would go on. */
function needsRealm({ cells, autoawait, limitMs }: RealmRequest): boolean {
  if (isThorough || !autoawait || limitMs !== undefined) return true;
  return cells.some((cell) => /\b(?:import|from)\b|__filename|node:vm/.test(cell));
}

const ways = {
  async: ["cells", "delayed"],
  generator: ["generator", "delayed generator"],
  operation: ["operation", "delayed operation"],
} as const;

function play(request: RealmRequest): Promise<string[]> {
  const { cells, form, delayed, languageId } = request;
  if (needsRealm(request)) return playInRealm(request);
  return comparison.play(cells, ways[form][delayed ? 1 : 0], { languageId });
}

type Settings = Omit<RealmRequest, "cells" | "delayed">;

/**
 * A first line `%generator`, `%operation` or `%autoawait off` sets how the case is compiled, after
 * `%typescript` as well; `%once`: it is played once; `%stopped`: and a cell that goes on is ended.
 */
function readSettings(body: string): { settings: Settings; text: string; once: boolean } {
  const match = /^%(typescript ?)?(generator|operation|autoawait off|once|stopped)?\n/.exec(body);
  const settings: Settings = {
    directory,
    languageId: match?.[1] === undefined ? "javascript" : "typescript",
    autoawait: match?.[2] !== "autoawait off",
    form: forms.find((form) => form === match?.[2]) ?? "async",
    ...(match?.[2] === "stopped" && { limitMs: 100 }),
  };
  const once = match?.[2] !== undefined && settings.form === "async";
  return { settings, text: body.slice(match?.[0].length ?? 0), once };
}
