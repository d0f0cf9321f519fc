// Params against the method table. Returns params that fit, or throws the -32602 that says where
// and what.
import { RpcError } from "../../protocol/errors.ts";
import {
  expectations,
  validators,
  type ParamsProblem,
  type ValidatedName,
} from "../../protocol/schema/validators.js";
import { findNearest } from "../std/nearest.ts";

export const checkParams = (method: ValidatedName, params: object | undefined): object => {
  const value = params ?? {};
  const validate = validators[method];
  if (validate(value)) return value;
  const problems = validate.errors ?? [];
  throw createParamsError(method, value, problems.at(-1)!);
};

const createParamsError = (
  method: ValidatedName,
  params: unknown,
  problem: ParamsProblem,
): RpcError => {
  const keys = parsePointer(problem.instancePath);
  if (problem.keyword === "required") keys.push(problem.params["missingProperty"] as string);
  if (problem.keyword === "additionalProperties") {
    const unknownKey = problem.params["additionalProperty"] as string;
    const expected = describeUnknown(method, keys, unknownKey);
    return createError(method, [...keys, unknownKey], expected, expected);
  }
  const expected = findExpectation(method, keys) ?? "something else";
  const got = problem.keyword === "required" ? "nothing" : describeValue(readPath(params, keys));
  return createError(method, keys, expected, `expected ${expected}, got ${got}`);
};

const createError = (method: string, keys: string[], expected: string, what: string): RpcError => {
  const path = keys.join(".");
  const where = path === "" ? "params" : path;
  return new RpcError("InvalidParams", `${method}: ${where}: ${what}`, { path, expected });
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
  if (value !== null && typeof value === "object") return "an object";
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};
