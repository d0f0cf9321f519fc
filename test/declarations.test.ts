// The types that the package brings are those of the tables. That both say the same, the compiler
// checks (`npm run check`); what it can't see is checked when this is run.
import assert from "node:assert/strict";
import { test } from "node:test";
import { writeType } from "../protocol/declarations.ts";
import type { InquiryParams } from "../protocol/inquiries.ts";
import type { MethodName, Params, Result } from "../protocol/methods.ts";
import type { NotificationName, NotificationParams } from "../protocol/outputs.ts";
import type * as plain from "../protocol/schema/types.d.ts";

type Same<A, B> = [A, B] extends [B, A] ? true : "differs";
type Differing<T> = { [Key in keyof T]: T[Key] extends true ? never : Key }[keyof T];
type Agreement = {
  [Name in MethodName]: Same<
    [Params<Name>, Result<Name>],
    [plain.Params<Name>, plain.Result<Name>]
  >;
} & {
  [Name in NotificationName]: Same<NotificationParams<Name>, plain.NotificationParams<Name>>;
} & {
  names: Same<
    [MethodName, NotificationName, InquiryParams<"input/request">],
    [plain.MethodName, plain.NotificationName, plain.InquiryParams<"input/request">]
  >;
};

test("types of the package and of the tables agree", () => {
  // Where they do not, the compiler names what differs.
  const differing: [Differing<Agreement>] extends [never] ? "none" : Differing<Agreement> = "none";
  assert.equal(differing, "none");
  const differs: Same<{ a: string }, { a?: string }> = "differs";
  assert.equal(differs, "differs");
});

const cases: [schema: object, type: string][] = [
  [{}, "unknown"],
  [{ type: "integer", minimum: 1 }, "number"],
  [{ enum: ["a", 'b"'] }, '"a" | "b\\""'],
  [{ const: 1 }, "1"],
  [
    { type: "array", items: { anyOf: [{ type: "string" }, { type: "null" }] } },
    "Array<string | null>",
  ],
  [{ type: "object", additionalProperties: { type: "boolean" } }, "Record<string, boolean>"],
  [{ type: "object" }, "object"],
  [{ type: "array", items: [{ type: "number" }, { type: "string" }] }, "[number, string]"],
  [{ allOf: [{ $ref: "Frame" }, { type: "object", properties: {} }] }, "Frame & object"],
  [
    {
      type: "object",
      properties: { "a-b": { type: "string", description: "Ends */ here." }, c: { type: "null" } },
      required: ["c"],
    },
    '{\n/** Ends *\\/ here. */\n"a-b"?: string;\n"c": null;\n}',
  ],
];
for (const [schema, type] of cases) {
  test(`a schema as a type: ${JSON.stringify(schema)}`, () => {
    assert.equal(writeType(schema), type);
  });
}
