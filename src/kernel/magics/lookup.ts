// What a path like `a.b[0].c` leads to. Of the members behind the first name no getter is run, and
// no handler of a proxy.
import { types } from "node:util";
import type { KernelAccess } from "./magic.ts";

export type Found =
  | { type: "value"; value: unknown }
  /** Its getter was not run. */
  | { type: "accessor"; get: (() => unknown) | undefined; set: unknown }
  /** `inside` is what stops it: no such name, or nothing can be asked of what is before it. */
  | { type: "missing"; inside?: "accessor" | "Proxy" };

export function lookUp(path: string, { names }: KernelAccess): Found {
  const parts = splitPath(path);
  const [first, ...rest] = parts ?? [];
  if (first === undefined) return { type: "missing" };
  const isOwn = names.kinds.has(first);
  if (!isOwn && !Reflect.has(globalThis, first)) return { type: "missing" };
  let found: Found = {
    type: "value",
    value: isOwn ? names.get(first) : Reflect.get(globalThis, first),
  };
  for (const part of rest) {
    if (found.type === "accessor") return { type: "missing", inside: "accessor" };
    if (found.type === "missing") return found;
    found = findMember(found.value, part);
  }
  return found;
}

/** `undefined` where it is no path. */
function splitPath(path: string): string[] | undefined {
  const parts: string[] = [];
  let rest = path;
  while (rest !== "") {
    const [whole, name, index, quoted] = step.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    parts.push((name ?? index ?? quoted)!);
    rest = rest.slice(whole.length);
    if (rest.startsWith(".") && rest.length > 1) rest = rest.slice(1);
  }
  return parts;
}

const step = /^(?:(#?[\p{ID_Start}_$][\p{ID_Continue}$]*)|\[(\d+)\]|\[["']([^"']*)["']\])/u;

function findMember(value: unknown, name: string): Found {
  if (value === null || value === undefined) return { type: "missing" };
  let at = Object(value) as object | null;
  for (; at; at = Reflect.getPrototypeOf(at)) {
    if (types.isProxy(at)) return { type: "missing", inside: "Proxy" };
    const own = Reflect.getOwnPropertyDescriptor(at, name);
    if (own && ("get" in own || "set" in own)) {
      return { type: "accessor", get: own.get, set: own.set };
    }
    if (own) return { type: "value", value: own.value as unknown };
  }
  return { type: "missing" };
}

/** The names that a pattern like `Math.*2*` means, each with its path; sorted. */
export function findMatching(pattern: string, kernel: KernelAccess): string[] {
  const dot = pattern.lastIndexOf(".");
  const before = pattern.slice(0, Math.max(dot, 0));
  const escaped = pattern.slice(dot + 1).replace(/[\\^$.|+()[\]{}]/g, "\\$&");
  const isMeant = new RegExp(`^${escaped.replaceAll("*", ".*")}$`, "i");
  const names = before === "" ? listNames(kernel) : listMembers(before, kernel);
  const found = [...new Set(names)].filter((name) => isMeant.test(name)).toSorted();
  return before === "" ? found : found.map((name) => `${before}.${name}`);
}

const listNames = ({ names }: KernelAccess): string[] => [
  ...names.kinds.keys(),
  ...Object.getOwnPropertyNames(globalThis),
];

function listMembers(path: string, kernel: KernelAccess): string[] {
  const found = lookUp(path, kernel);
  const members: string[] = [];
  if (found.type !== "value" || found.value === null || found.value === undefined) return members;
  let at = Object(found.value) as object | null;
  for (; at && !types.isProxy(at); at = Reflect.getPrototypeOf(at)) {
    members.push(...Reflect.ownKeys(at).filter((key) => typeof key === "string"));
  }
  return members;
}
