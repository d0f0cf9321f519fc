// protocol/schema/types.d.ts: the same types as the tables have, in plain TypeScript, for whoever
// has the package and not TypeBox. Pure: schemas in, text out.
import { recordValues, type Schema } from "./words.ts";

export interface Tables {
  methods: Record<string, { params: Schema; result: Schema; summary: string }>;
  notifications: Record<string, { params: Schema; summary: string }>;
  inquiries: Record<string, { params: Schema; result: Schema; summary: string }>;
  /** Every shape that has a name. */
  shapes: Record<string, Schema>;
}

const jsTypes: Record<string, string> = {
  string: "string",
  integer: "number",
  number: "number",
  boolean: "boolean",
  null: "null",
};

const comment = (text: string | undefined): string =>
  text === undefined ? "" : `/** ${text.replaceAll("*/", "*\\/")} */\n`;

/** A schema as a type. */
export const writeType = (schema: Schema): string => {
  if (schema.$ref !== undefined) return schema.$ref.split("/").at(-1)!;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.anyOf) return schema.anyOf.map(writeType).join(" | ");
  if (schema.allOf) return schema.allOf.map(writeType).join(" & ");
  if (Array.isArray(schema.items)) return `[${schema.items.map(writeType).join(", ")}]`;
  if (schema.type === "array") return `Array<${writeType(schema.items ?? {})}>`;
  if (schema.type !== "object") return jsTypes[schema.type ?? ""] ?? "unknown";
  const values = recordValues(schema);
  if (values) return `Record<string, ${writeType(values)}>`;
  const members = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const key = JSON.stringify(name) + (schema.required?.includes(name) ? "" : "?");
    return `${comment(property.description)}${key}: ${writeType(property)};`;
  });
  return members.length === 0 ? "object" : `{\n${members.join("\n")}\n}`;
};

const writeTable = (
  name: string,
  table: Record<string, { params: Schema; result?: Schema; summary: string }>,
): string => {
  const rows = Object.entries(table).map(([key, { params, result, summary }]) => {
    const answer = result === undefined ? "" : ` result: ${writeType(result)};`;
    return `${comment(summary)}${JSON.stringify(key)}: { params: ${writeType(params)};${answer} };`;
  });
  return `export interface ${name} {\n${rows.join("\n")}\n}`;
};

const lookups = `
export type MethodName = keyof Methods;
export type Params<Name extends MethodName> = Methods[Name]["params"];
export type Result<Name extends MethodName> = Methods[Name]["result"];
export type NotificationName = keyof Notifications;
export type NotificationParams<Name extends NotificationName> = Notifications[Name]["params"];
export type InquiryName = keyof Inquiries;
export type InquiryParams<Name extends InquiryName> = Inquiries[Name]["params"];
export type HistoryQuery = Omit<Params<"history/query">, "sessionId">;
`;

export const createDeclarations = ({ methods, notifications, inquiries, shapes }: Tables): string =>
  [
    "// Generated from protocol/methods.ts by `npm run generate`; changes belong there.",
    ...Object.entries(shapes).map(
      ([name, schema]) =>
        `${comment(schema.description)}export type ${name} = ${writeType(schema)};`,
    ),
    writeTable("Methods", methods),
    writeTable("Notifications", notifications),
    writeTable("Inquiries", inquiries),
    lookups,
  ].join("\n\n");
