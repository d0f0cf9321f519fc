// What a session is asked and only its kernel can answer; the kernels here say what they are told.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Session } from "../src/session/session.ts";
import { defaultBounds } from "../src/session/bounds.ts";
import { settleWithin } from "../src/std/timeout.ts";
import { ScriptedHost } from "./support/scripted-kernel.ts";
import { settings } from "./support/session-script.ts";

const open = async (bounds = {}) => {
  const host = new ScriptedHost();
  const setup = { sessionId: "s", settings: settings(), host };
  const session = new Session({ ...setup, bounds: { ...defaultBounds, ...bounds } });
  await session.opened();
  return { host, session };
};

const judge = (session: Session, code: string): Promise<{ status: string }> =>
  session.question({ type: "isComplete", code }, { status: "unknown" });

test("a text is judged by the settings that hold when it is asked", async () => {
  const { host, session } = await open();
  const setting = session.setAutoawait(false);
  const answer = judge(session, "await 1");
  const [, asked] = host.kernel.commands;
  assert.ok(asked?.type === "question");
  assert.equal(asked.settings.autoawait, false);
  host.kernel.say({ type: "reply", id: 1 });
  host.kernel.say({ type: "reply", id: asked.id, value: { status: "invalid" } });
  assert.deepEqual(await answer, { status: "invalid" });
  await setting;
});

test("a kernel that ends before it has judged leaves it unknown", async () => {
  const { host, session } = await open();
  const answer = judge(session, "1");
  const setting = session.setAutoawait(false);
  host.kernel.say({ type: "lost", code: 1, signal: null, reason: "" });
  assert.deepEqual(await answer, { status: "unknown" });
  await assert.rejects(setting, /ended before it answered/);
});

test("a kernel is asked about no more than it can judge in a moment", async () => {
  const { host, session } = await open({ judgedLength: 3, queueBytes: 4 });
  assert.deepEqual(await judge(session, "1234"), { status: "unknown" });
  void judge(session, "123");
  await assert.rejects(judge(session, "12"), /Too much waits/);
  assert.equal(host.kernel.commands.length, 1);
});

test("a closed session judges nothing", async () => {
  const { session } = await open();
  await session.close("closed");
  await assert.rejects(judge(session, "1"), /closed/);
});

test("who waits for too long has another answer", async () => {
  const never = new Promise<string>(() => {});
  assert.equal(await settleWithin(1, never, "late"), "late");
  assert.equal(await settleWithin(60_000, Promise.resolve("soon"), "late"), "soon");
  await assert.rejects(settleWithin(60_000, Promise.reject(new Error("no")), "late"), /no/);
});
