// What a schema asks for, in words: for error answers (`data.expected`) and for the reference.

/** The part of JSON Schema that the method table uses. */
export interface Schema {
  type?: string;
  /** What it is, in words, where its form does not say it. */
  title?: string;
  description?: string;
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  patternProperties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  allOf?: Schema[];
  minimum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  $ref?: string;
}

const articles: Record<string, string> = {
  object: "an object",
  array: "an array",
  string: "a string",
  integer: "an integer",
  number: "a number",
  boolean: "true or false",
  null: "null",
};

/** `{type: "integer", minimum: 16}` → "an integer of at least 16". */
export const describeSchema = (schema: Schema): string => {
  if (schema.title !== undefined) return schema.title;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return `one of ${schema.enum.map((value) => JSON.stringify(value)).join(", ")}`;
  if (schema.anyOf) return schema.anyOf.map(describeSchema).join(" or ");
  if (schema.type === "array" && schema.items)
    return `an array, each item ${describeSchema(schema.items)}`;
  const values = recordValues(schema);
  if (values) return `an object, each value ${describeSchema(values)}`;
  if (schema.minimum !== undefined)
    return `${articles[schema.type!]} of at least ${schema.minimum}`;
  if (schema.exclusiveMinimum !== undefined) {
    return `${articles[schema.type!]} greater than ${schema.exclusiveMinimum}`;
  }
  if (schema.minLength === 1) return "a string that is not empty";
  return schema.type ? (articles[schema.type] ?? schema.type) : "any value";
};

/** The schema of every value of a record, or nothing when this is no record. */
export const recordValues = (schema: Schema): Schema | undefined =>
  typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;

/**
 * Every place in a schema with its words: `limits.memoryMb` → "an integer …"; `*` stands for any
 * key or index.
 */
export const collectExpectations = (schema: Schema, path = ""): Record<string, string> => {
  const found: Record<string, string> = { [path]: describeSchema(schema) };
  const below = (name: string): string => (path === "" ? name : `${path}.${name}`);
  const inner: [string, Schema][] = Object.entries(schema.properties ?? {});
  const each = schema.items ?? recordValues(schema);
  if (each) inner.push(["*", each]);
  for (const [name, child] of inner) Object.assign(found, collectExpectations(child, below(name)));
  return found;
};
