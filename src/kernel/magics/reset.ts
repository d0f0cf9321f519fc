import { findClose } from "../../std/nearest.ts";
import type { KernelAccess, Magic } from "./magic.ts";
import { readWords } from "./arguments.ts";

export const xdel: Magic = {
  names: ["%xdel"],
  waits: false,
  doc: `Delete a name, and its value from wherever the session remembers it.

  %xdel x               the name, other names that have its value, and it from Out, _ and _3
  %xdel -n x            the name alone

A later cell that mentions it gets a ReferenceError, as for any name that is not defined; to
functions of earlier cells it is undefined. What else holds the value keeps it.`,
  run({ line }, { kernel }) {
    const { switches, words } = readWords("%xdel", line, { switches: ["n"] });
    const [name, ...others] = words;
    if (name === undefined || others.length > 0) throw new TypeError("%xdel takes one name");
    const { names, history } = kernel;
    if (!names.kinds.has(name)) throw createUnknown(name, kernel);
    const value = names.get(name);
    names.delete(name);
    if (switches.has("n") || (typeof value !== "object" && typeof value !== "function")) return;
    for (const other of names.kinds.keys())
      if (Object.is(names.get(other), value)) names.delete(other);
    history.forgetValues((each) => Object.is(each, value));
  },
};

export const reset: Magic = {
  names: ["%reset"],
  waits: false,
  doc: `Delete all names of the session, and what In, Out and _ remember.

  %reset                ask first
  %reset -f             do it
  %reset -f -s          the names alone: In and Out stay
  %reset -f out         Out and _ alone; also \`in\`, and both

What is deleted can't be recovered, so without -f the client is asked, and where it can't be nothing
is done. Modules stay loaded, timers and servers go on; session/restart makes a fresh process.`,
  run({ line }, { kernel, print, ask }) {
    const { switches, words } = readWords("%reset", line, { switches: ["f", "s"] });
    const unknown = words.find((each) => each !== "in" && each !== "out");
    if (unknown !== undefined)
      throw new TypeError(`%reset knows \`in\` and \`out\`, and nothing called \`${unknown}\``);
    if (!switches.has("f") && !agrees(ask(question)))
      return print("Nothing was deleted: what is can't be recovered. %reset -f does it.\n");
    const isAll = words.length === 0;
    if (isAll) deleteNames(kernel, () => true);
    const keepsHistory = switches.has("s");
    if (words.includes("in") || (isAll && !keepsHistory)) kernel.history.forgetCodes();
    if (words.includes("out") || (isAll && !keepsHistory)) kernel.history.forgetValues();
  },
};

export const resetSelective: Magic = {
  names: ["%reset_selective"],
  waits: false,
  doc: `Delete the names in which a regular expression is found.

  %reset_selective ^tmp          those that begin with tmp, when the client agrees
  %reset_selective -f ^tmp       … without a question`,
  run({ line }, { kernel, print, ask }) {
    const { switches, words } = readWords("%reset_selective", line, { switches: ["f"] });
    const [pattern] = words;
    if (pattern === undefined) throw new TypeError("%reset_selective takes a regular expression");
    const isMeant = new RegExp(pattern);
    const names = [...kernel.names.kinds.keys()].filter((name) => isMeant.test(name));
    const list = names.toSorted().join(", ");
    const isSure = switches.has("f") || list === "" || agrees(ask(`Delete ${list}? [y/N] `));
    if (isSure) deleteNames(kernel, (name) => isMeant.test(name));
    else print(`Nothing was deleted; with -f it would be: ${list}\n`);
  },
};

const question = "What is deleted can't be recovered. Delete it? [y/N] ";

const agrees = (answer: string | null | undefined): boolean =>
  typeof answer === "string" && /^\s*y(es)?\s*$/i.test(answer);

function deleteNames({ names }: KernelAccess, isMeant: (name: string) => boolean): void {
  for (const name of names.kinds.keys()) if (isMeant(name)) names.delete(name);
}

function createUnknown(name: string, { names }: KernelAccess): ReferenceError {
  const close = findClose(name, [...names.kinds.keys()]);
  const hint = close === undefined ? "%who lists the names" : `did you mean ${close}?`;
  return new ReferenceError(`the session has no name \`${name}\`; ${hint}`);
}
