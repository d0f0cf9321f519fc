// What nbformat 4.5 allows in a notebook, as a JSON schema; and what is compared of documents.
import type { Document, DocumentCell } from "../../clients/shared/documents/model.ts";

/** What a reader sees of a document. */
export const tell = ({ cells }: Document): Partial<DocumentCell>[] =>
  cells.map(({ id: _id, origin: _origin, ...cell }) => cell);

const text = { oneOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] };
const object = { type: "object" };
const count = { type: ["integer", "null"], minimum: 0 };
const bundle = {
  type: "object",
  patternProperties: { "^application/(.*\\+)?json$": {} },
  additionalProperties: text,
};

const strict = (properties: object, optional: object = {}): object => ({
  type: "object",
  required: Object.keys(properties),
  properties: { ...properties, ...optional },
  additionalProperties: false,
});

const outputs = [
  strict({ output_type: { const: "stream" }, name: { type: "string" }, text }),
  strict({ output_type: { const: "display_data" }, data: bundle, metadata: object }),
  strict({
    output_type: { const: "execute_result" },
    data: bundle,
    metadata: object,
    execution_count: count,
  }),
  strict({
    output_type: { const: "error" },
    ename: { type: "string" },
    evalue: { type: "string" },
    traceback: { type: "array", items: { type: "string" } },
  }),
];

const common = {
  id: { type: "string", pattern: "^[a-zA-Z0-9-_]+$", minLength: 1, maxLength: 64 },
  metadata: object,
  source: text,
};
const attachments = { type: "object", additionalProperties: bundle };

const cells = [
  strict({ ...common, cell_type: { enum: ["markdown", "raw"] } }, { attachments }),
  strict({
    ...common,
    cell_type: { const: "code" },
    execution_count: count,
    outputs: { type: "array", items: { oneOf: outputs } },
  }),
];

const named = (...names: string[]): object => ({
  type: "object",
  required: names,
  properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
});

export const notebookSchema = strict({
  cells: { type: "array", items: { oneOf: cells } },
  metadata: {
    type: "object",
    properties: { kernelspec: named("name", "display_name"), language_info: named("name") },
  },
  nbformat: { const: 4 },
  nbformat_minor: { type: "integer", minimum: 5 },
});
