// One config file, read and checked. JSON is data; a module is evaluated by a process of its own.
// Whatever is wrong with it is an `InvalidOption` that says where, and what was expected.
import { readFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Config } from "../../../protocol/config.ts";
import { RpcError } from "../../../protocol/errors.ts";
import type { Evaluation } from "../../../protocol/evaluation.ts";
import { findMisfit } from "../../rpc/params.ts";
import { parseJson } from "./json.ts";

const maxBytes = 1024 * 1024;

export type Evaluate = (file: string) => Promise<Evaluation>;

export const readConfig = async (file: string, evaluate: Evaluate): Promise<Config> => {
  const value = file.endsWith(".json") ? await readJson(file) : await readModule(file, evaluate);
  const misfit = findMisfit("config", value);
  if (!misfit) return value as Config;
  const { path, expected, what } = misfit;
  throw refuse(file, path === "" ? what : `${path}: ${what}`, { path, expected });
};

interface Refusal {
  /** Of the key; empty for the whole. */
  path?: string;
  expected: string;
  line?: number;
  column?: number;
  stack?: string;
}

export const refuse = (file: string, what: string, data: Refusal): RpcError => {
  const { line, column } = data;
  const place = line === undefined ? file : `${file}:${line}:${column}`;
  return new RpcError("InvalidOption", `${place}: ${what}`, { file, path: "", ...data });
};

const readJson = async (file: string): Promise<unknown> => {
  let text: string;
  try {
    const { size } = await stat(file);
    if (size > maxBytes) throw new Error(`it has more than ${maxBytes} bytes`);
    text = await readFile(file, "utf8");
  } catch (error) {
    throw refuse(file, (error as Error).message, { expected: "a file that can be read" });
  }
  const parsed = parseJson(text);
  if ("value" in parsed) return parsed.value;
  const { problem, ...place } = parsed;
  throw refuse(file, problem, { expected: "JSON", ...place });
};

const readModule = async (file: string, evaluate: Evaluate): Promise<unknown> => {
  const evaluation = await evaluate(file);
  if ("config" in evaluation) return evaluation.config;
  const { message, stack } = evaluation.failure;
  const expected = "a module whose default export is the settings";
  throw refuse(file, message, { expected, stack, ...findPlace(file, stack) });
};

/** The first place in the file itself. */
const findPlace = (file: string, stack: string): { line?: number; column?: number } => {
  for (const [, path = "", line, column] of stack.matchAll(
    /(?:at |\()([^()\n]+):(\d+):(\d+)\)?$/gm,
  )) {
    const own = path.startsWith("file:") ? fileURLToPath(path) : path;
    if (own === file) return { line: Number(line), column: Number(column) };
  }
  return {};
};
