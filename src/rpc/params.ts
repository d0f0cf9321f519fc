// What comes from outside against its schema: params of a method, which fit or get the -32602 that
// says where and what, and config files.
import { RpcError } from "../../protocol/errors.ts";
import {
  expectations,
  validators,
  type ParamsProblem,
  type ValidatedName,
} from "../../protocol/schema/validators.js";
import { kindKey } from "../../protocol/evaluation.ts";
import { findNearest } from "../std/nearest.ts";

export const checkParams = (method: ValidatedName, params: object | undefined): object => {
  const value = params ?? {};
  const misfit = findMisfit(method, value);
  if (!misfit) return value;
  const { path, expected, what } = misfit;
  const where = path === "" ? "params" : path;
  throw new RpcError("InvalidParams", `${method}: ${where}: ${what}`, { path, expected });
};

export interface Misfit {
  /** Keys and indices, joined by dots; empty for the whole. */
  path: string;
  expected: string;
  /** What is wrong, in words. */
  what: string;
}

/** Where a value is not as its schema has it, or nothing. */
export const findMisfit = (name: ValidatedName, value: unknown): Misfit | undefined => {
  const validate = validators[name];
  if (validate(value)) return undefined;
  const problems = validate.errors ?? [];
  return describeMisfit(name, value, problems.at(-1)!);
};

const describeMisfit = (method: ValidatedName, params: unknown, problem: ParamsProblem): Misfit => {
  const keys = parsePointer(problem.instancePath);
  if (problem.keyword === "required") keys.push(problem.params["missingProperty"] as string);
  const unknownKey = problem.params["additionalProperty"] as string | undefined;
  // A mark is no object with keys: it stands for a value that has no place there.
  if (unknownKey !== undefined && unknownKey !== kindKey) {
    const expected = describeUnknown(method, keys, unknownKey);
    return { path: [...keys, unknownKey].join("."), expected, what: expected };
  }
  const expected = findExpectation(method, keys) ?? "something else";
  const got = problem.keyword === "required" ? "nothing" : describeValue(readPath(params, keys));
  return { path: keys.join("."), expected, what: `expected ${expected}, got ${got}` };
};

/** "/session/limits" → ["session", "limits"], RFC 6901. */
const parsePointer = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));

const findExpectation = (method: ValidatedName, keys: string[]): string | undefined => {
  const table = expectations[method];
  let path = "";
  for (const key of keys) {
    const below = path === "" ? "" : `${path}.`;
    path = Object.hasOwn(table, below + key) ? below + key : `${below}*`;
  }
  return table[path];
};

const describeUnknown = (method: ValidatedName, keys: string[], unknownKey: string): string => {
  const prefix = keys.length === 0 ? "" : `${keys.join(".")}.`;
  const known = Object.keys(expectations[method])
    .filter((path) => path !== "" && path.startsWith(prefix))
    .map((path) => path.slice(prefix.length))
    .filter((name) => !name.includes(".") && name !== "*");
  if (known.length === 0) return "no params";
  return `no such property; the nearest is ${JSON.stringify(findNearest(unknownKey, known))}`;
};

const readPath = (value: unknown, keys: string[]): unknown => {
  let inner = value;
  for (const key of keys) inner = (inner as Record<string, unknown>)[key];
  return inner;
};

const describeValue = (value: unknown): string => {
  if (Array.isArray(value)) return "an array";
  if (value !== null && typeof value === "object") {
    const kind = (value as Record<string, unknown>)[kindKey];
    return typeof kind === "string" ? `a ${kind}` : "an object";
  }
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};
