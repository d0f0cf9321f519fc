// What a cell printed, as notebooks keep it: nbformat's outputs, and ours.
import { asArray, asObject, asText, splitLines, type Json } from "./json.ts";
import type { Bundle, Metadata, SavedOutput } from "./model.ts";

const jsonType = /^application\/(?:.*\+)?json$/;
/** Types of text that are kept as lines, so that a change is a change of some lines. */
const textType = /^(?:text\/.*|image\/svg\+xml|application\/javascript)$/;

export const readOutputs = (outputs: readonly unknown[], at = "outputs"): SavedOutput[] =>
  outputs.map((output, index) =>
    readOutput(asObject(output, `${at}[${index}]`), `${at}[${index}]`),
  );

function readOutput(output: Json, at: string): SavedOutput {
  const bundle = (): { data: Bundle; metadata: Metadata } => ({
    data: readBundle(asObject(output["data"] ?? {}, `${at}.data`), at),
    metadata: asObject(output["metadata"] ?? {}, `${at}.metadata`),
  });
  switch (output["output_type"]) {
    case "stream": {
      const stream = output["name"] === "stderr" ? "stderr" : "stdout";
      return { type: "stream", stream, text: asText(output["text"] ?? "", `${at}.text`) };
    }
    case "display_data":
      return { type: "display", ...bundle() };
    case "execute_result": {
      const count = output["execution_count"];
      return {
        type: "result",
        ...bundle(),
        executionCount: typeof count === "number" ? count : null,
      };
    }
    case "error":
      return {
        type: "error",
        name: asText(output["ename"] ?? "", `${at}.ename`),
        message: asText(output["evalue"] ?? "", `${at}.evalue`),
        stack: asArray(output["traceback"] ?? [], `${at}.traceback`).join("\n"),
      };
    default:
      return { type: "unknown", value: output };
  }
}

const readBundle = (data: Json, at: string): Bundle =>
  Object.fromEntries(
    Object.entries(data).map(([type, content]) => [
      type,
      Array.isArray(content) && !jsonType.test(type) ? asText(content, `${at}.data`) : content,
    ]),
  );

export const writeOutputs = (outputs: readonly SavedOutput[]): unknown[] =>
  outputs.map(writeOutput);

function writeOutput(output: SavedOutput): unknown {
  switch (output.type) {
    case "stream":
      return { name: output.stream, output_type: "stream", text: splitLines(output.text) };
    case "display":
      return {
        data: writeBundle(output.data),
        metadata: output.metadata,
        output_type: "display_data",
      };
    case "result":
      return {
        data: writeBundle(output.data),
        execution_count: output.executionCount,
        metadata: output.metadata,
        output_type: "execute_result",
      };
    case "error":
      return {
        ename: output.name,
        evalue: output.message,
        output_type: "error",
        traceback: output.stack.split("\n"),
      };
    case "unknown":
      return output.value;
  }
}

const writeBundle = (data: Bundle): Json =>
  Object.fromEntries(
    Object.entries(data).map(([type, content]) => [type, writeContent(type, content)]),
  );

function writeContent(type: string, content: unknown): unknown {
  if (jsonType.test(type)) return content;
  // JSON under a type that does not say so has no other place in the format than as text.
  const text = typeof content === "string" ? content : JSON.stringify(content);
  return textType.test(type) ? splitLines(text) : text;
}
