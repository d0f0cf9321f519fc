// `npm run generate`: writes everything that follows from the method table. `--check` writes
// nothing and exits with 1 when a file is stale. It is the only program that reads the schemas as
// values; the daemon itself imports their types and the generated validators.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { format } from "prettier";
import { Config } from "./config.ts";
import { createDeclarations } from "./declarations.ts";
import { errorCodes } from "./errors.ts";
import { inquiries } from "./inquiries.ts";
import * as looking from "./looking.ts";
import { methods } from "./methods.ts";
import { clientNotifications } from "./notices.ts";
import * as outputs from "./outputs.ts";
import { createReference } from "./reference.ts";
import * as requests from "./requests.ts";
import * as shapes from "./shapes.ts";
import { collectExpectations, type Schema } from "./words.ts";

const { notifications } = outputs;
const folder = new URL("./", import.meta.url);

/**
 * TypeBox objects carry more than JSON; the wire's schemas are only what JSON shows. A record's
 * pattern `^.*$` does not match a key with a line break, so such a value would go unchecked: say
 * "every key" instead.
 */
const plain = (schema: object): Schema =>
  JSON.parse(JSON.stringify(schema), (_key, value: Schema) => {
    const values = value?.patternProperties?.["^.*$"];
    if (!values) return value;
    delete value.patternProperties;
    return { ...value, additionalProperties: values };
  }) as Schema;

const shapeTable = (of: object = shapes): Record<string, Schema> => {
  const found: Record<string, Schema> = {};
  for (const [name, value] of Object.entries(of)) {
    if (typeof value === "object" && "~kind" in value) found[name] = plain(value);
  }
  return found;
};

/** Replaces every shape that has a name by a reference to it, so that it is described once. */
const withReferences = (schema: Schema, names: Map<string, string>, prefix: string): Schema => {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (value === null || typeof value !== "object") return value;
    const name = names.get(JSON.stringify(value));
    if (name) return { $ref: prefix + name };
    return visitMembers(value);
  };
  const visitMembers = (value: object): object =>
    Object.fromEntries(Object.entries(value).map(([key, member]) => [key, visit(member)]));
  return visit(schema) as Schema;
};

const createSchemas = (prefix: string, table = shapeTable()) => {
  const names = new Map(
    Object.entries(table).map(([name, schema]) => [JSON.stringify(schema), name]),
  );
  const refer = (schema: object): Schema => withReferences(plain(schema), names, prefix);
  const definitions: Record<string, Schema> = {};
  for (const [name, schema] of Object.entries(table)) {
    const others = new Map([...names].filter(([, other]) => other !== name));
    definitions[name] = withReferences(schema, others, prefix);
  }
  return { refer, definitions };
};

const entries = <T extends object, Picked extends object>(
  table: Record<string, T>,
  pick: (entry: T) => Picked,
): Record<string, Picked> =>
  Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, pick(entry)]));

const createJsonSchema = (): object => {
  const { refer, definitions } = createSchemas("#/$defs/");
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "awaitd protocol, version 1",
    methods: entries(methods, (entry) => ({
      description: entry.summary,
      lane: entry.lane,
      params: refer(entry.params),
      result: refer(entry.result),
    })),
    notifications: entries(notifications, (entry) => ({
      description: entry.summary,
      params: refer(entry.params),
    })),
    clientNotifications: entries(clientNotifications, (entry) => ({
      description: entry.summary,
      params: refer(entry.params),
    })),
    inquiries: entries(inquiries, (entry) => ({
      description: entry.summary,
      params: refer(entry.params),
      result: refer(entry.result),
    })),
    $defs: definitions,
  };
};

const createOpenRpc = (): object => {
  const { refer, definitions } = createSchemas("#/components/schemas/");
  const parameters = (schema: Schema): object[] =>
    Object.entries(schema.properties ?? {}).map(([name, property]) => ({
      name,
      required: schema.required?.includes(name) ?? false,
      schema: property,
    }));
  const errors = Object.entries(errorCodes).map(([message, code]) => ({ code, message }));
  return {
    openrpc: "1.3.2",
    info: { title: "awaitd", version: "1", license: { name: "MIT" } },
    methods: Object.entries(methods).map(([name, { params, result, summary, lane }]) => ({
      name,
      summary,
      tags: [{ name: lane }],
      paramStructure: "by-name",
      params: parameters(refer(params)),
      result: { name: "result", schema: refer(result) },
      errors: errors.map(({ message }) => ({ $ref: `#/components/errors/${message}` })),
    })),
    components: {
      schemas: definitions,
      errors: Object.fromEntries(errors.map((error) => [error.message, error])),
    },
  };
};

/** Types for a package that has no TypeBox; the reference names fewer shapes. */
const createTypes = (): string => {
  const named = { ...shapes, ...outputs, ...requests, ...looking };
  const { refer, definitions } = createSchemas("", shapeTable(named));
  return createDeclarations({
    methods: entries(methods, ({ params, result, summary }) => ({
      params: refer(params),
      result: refer(result),
      summary,
    })),
    notifications: entries(notifications, ({ params, summary }) => ({
      params: refer(params),
      summary,
    })),
    inquiries: entries(inquiries, ({ params, result, summary }) => ({
      params: refer(params),
      result: refer(result),
      summary,
    })),
    shapes: definitions,
  });
};

/** For the editor of a config file in JSON, which has no functions. */
const createConfigSchema = (): object => {
  const schema = plain(Config);
  const text = JSON.stringify(schema, (_key, value: Schema) => {
    const anyOf = value?.anyOf?.filter(({ title }) => title !== "a function");
    return anyOf?.length === 1 ? anyOf[0] : value;
  });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "awaitd.config.json",
    ...(JSON.parse(text) as object),
  };
};

const header =
  "// Generated from protocol/methods.ts by `npm run generate`; changes belong there.\n";

const createValidators = async (): Promise<string> => {
  const tables = { ...methods, ...clientNotifications, config: { params: Config } };
  const ajv = new Ajv({
    code: { source: true, esm: true },
    messages: false,
    validateSchema: false,
  });
  const ids = Object.keys(tables).map((name, index) => [`check${index}`, name] as const);
  for (const name of Object.keys(tables)) {
    ajv.addSchema(plain(tables[name as keyof typeof tables].params), name);
  }
  const expectations = Object.fromEntries(
    Object.entries(tables).map(([name, { params }]) => [name, collectExpectations(plain(params))]),
  );
  const members = ids.map(([id, name]) => `${JSON.stringify(name)}: ${id}`);
  const source = [
    standalone.default(ajv, Object.fromEntries(ids)).replaceAll("export const ", "const "),
    `export const validators = { ${members.join(", ")} };`,
    `export const expectations = ${JSON.stringify(expectations)};`,
    `export const methodNames = ${JSON.stringify(Object.keys(methods))};`,
    `export const notificationNames = ${JSON.stringify(Object.keys(notifications))};`,
  ].join("\n");
  const bundle = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(folder) },
    bundle: true,
    format: "esm",
    write: false,
  });
  return `/* oxlint-disable */\n${header}${bundle.outputFiles[0]!.text}`;
};

const validatorTypes = `${header}
import type { MethodName } from "../methods.ts";
import type { clientNotifications } from "../notices.ts";
import type { NotificationName } from "../outputs.ts";

/** One finding of a validator; only what error answers need of it. */
export interface ParamsProblem {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

export interface ParamsValidator {
  (params: unknown): boolean;
  errors?: ParamsProblem[] | null;
}

/** A method, a notification, or a config file. */
export type ValidatedName = MethodName | keyof typeof clientNotifications | "config";

export declare const validators: Record<ValidatedName, ParamsValidator>;
/** For every method: path in its params (\`*\` for any key) → what belongs there, in words. */
export declare const expectations: Record<ValidatedName, Record<string, string>>;
export declare const methodNames: MethodName[];
export declare const notificationNames: NotificationName[];
`;

/** Path below protocol/ → content. */
export const createFiles = async (): Promise<Map<string, string>> => {
  const { refer, definitions } = createSchemas("#/$defs/");
  const preface = await readFile(new URL("preface.md", folder), "utf8");
  const drafts: [path: string, text: string, parser: string][] = [
    ["schema/protocol.json", JSON.stringify(createJsonSchema()), "json"],
    ["schema/openrpc.json", JSON.stringify(createOpenRpc()), "json"],
    ["schema/config.json", JSON.stringify(createConfigSchema()), "json"],
    ["schema/validators.js", await createValidators(), "babel"],
    ["schema/validators.d.ts", validatorTypes, "typescript"],
    ["schema/types.d.ts", createTypes(), "typescript"],
    ["README.md", createReference(preface, refer, definitions), "markdown"],
  ];
  const files = new Map<string, string>();
  for (const [path, text, parser] of drafts) {
    files.set(path, await format(text, { parser, printWidth: 100 }));
  }
  return files;
};

/** Those of the generated files whose text is not what stands on disk. */
export const findStale = async (files: ReadonlyMap<string, string>): Promise<string[]> => {
  const stale: string[] = [];
  for (const [path, text] of files) {
    const found = await readFile(new URL(path, folder), "utf8").catch(() => undefined);
    if (found !== text) stale.push(`protocol/${path}`);
  }
  return stale;
};

if (import.meta.main) {
  if (process.argv.includes("--check")) {
    const stale = await findStale(await createFiles());
    if (stale.length > 0) console.error(`stale, run \`npm run generate\`: ${stale.join(", ")}`);
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else {
    await mkdir(new URL("schema/", folder), { recursive: true });
    for (const [path, text] of await createFiles()) await writeFile(new URL(path, folder), text);
  }
}
