// V8's REPL mode, cell by cell: what the consoles of Chrome and Deno give their users, and what our
// cells are compared with. Each sequence of cells has a context of its own, with a plain global.
import { Session } from "node:inspector/promises";
import type { Runtime } from "node:inspector";
import type vm from "node:vm";
import { describeThrown, show } from "./cells.ts";

export interface Reference {
  /** What takes a cell, in a context without names, and tells its outcome. */
  open(): Promise<(cell: string) => Promise<string>>;
}

export async function createReference(
  makeContext: (name: string) => vm.Context,
): Promise<Reference> {
  const session = new Session();
  const ids = new Map<string, number>();
  session.connect();
  session.on("Runtime.executionContextCreated", ({ params: { context } }) => {
    ids.set(context.name, context.id);
  });
  await session.post("Runtime.enable");
  let count = 0;
  return {
    async open() {
      const name = `reference ${(count += 1)}`;
      const context = makeContext(name);
      const contextId = ids.get(name);
      if (contextId === undefined) throw new Error(`the inspector knows no context ${name}`);
      ids.delete(name);
      const own = { outcome: "" };
      Reflect.set(context, tellKey, (thrown: boolean, value: unknown) => {
        own.outcome = thrown ? `throws ${describeThrown(value)}` : show(value);
      });
      const tell = async (thrown: boolean, value: Runtime.RemoteObject): Promise<string> => {
        const call = `globalThis[Symbol.for("tell")](${thrown}, value)`;
        await session.post("Runtime.callFunctionOn", {
          functionDeclaration: `function (value) { ${call} }`,
          executionContextId: contextId,
          arguments: [argument(value)],
        });
        return own.outcome;
      };
      return async (cell) => {
        // The types leave `replMode` out.
        const mode = { replMode: true };
        const request: Runtime.EvaluateParameterType = { expression: cell, contextId, ...mode };
        const { result, exceptionDetails } = await session.post("Runtime.evaluate", request);
        const thrown = exceptionDetails?.exception;
        return thrown === undefined ? tell(false, result) : tell(true, thrown);
      };
    },
  };
}

const tellKey = Symbol.for("tell");

/** A value as the inspector takes it back. */
function argument(value: Runtime.RemoteObject): Runtime.CallArgument {
  if (value.objectId !== undefined) return { objectId: value.objectId };
  const { unserializableValue } = value;
  if (unserializableValue !== undefined) return { unserializableValue };
  return { value: value.value as unknown };
}
