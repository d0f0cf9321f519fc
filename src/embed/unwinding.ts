// Makes it safe that V8 unwinds the main thread. Node checks at the end of a timer or an immediate
// that each context of async hooks was left in order, which unwound code never does, and aborts the
// process. A kernel is started with `--no-force-async-hooks-checks`; a program that runs already
// has to be told: the flag decides about one number in Node's own memory
// (`async_hook_fields[kCheck]`, lib/internal/async_hooks.js), and the inspector is the only way to
// it.
import inspector from "node:inspector";

const findCounter = "process.getBuiltinModule('node:async_hooks').executionAsyncId";
const fieldsName = "async_hook_fields";
const bindingName = "async_wrap";

interface Remote {
  objectId?: string;
  value?: unknown;
}

interface Property {
  name: string;
  value?: Remote;
}

/** True when main-thread code may be unwound from now on. */
export function allowUnwinding(): boolean {
  return changeChecks("(fields, index) => { if (fields[index] > 0) fields[index] -= 1; }");
}

/** Only where nothing was unwound: what was left in disorder would be found now. */
export function forbidUnwinding(): void {
  changeChecks("(fields, index) => { fields[index] += 1; }");
}

function changeChecks(change: string): boolean {
  const session = new inspector.Session();
  try {
    session.connect();
    const found = findFields(session);
    if (!found) return false;
    call(session, found.fields, `function (index) { (${change})(this, index); }`, found.index);
    return true;
  } catch (error) {
    // A Node without an inspector, or one whose inside is another.
    if (error instanceof Error) return false;
    throw error;
  } finally {
    session.disconnect();
  }
}

/** Looks into the scope that Node's own function was made in. */
function findFields(session: inspector.Session): { fields: string; index: number } | undefined {
  const { result } = post(session, "Runtime.evaluate", { expression: findCounter }) as {
    result: Remote;
  };
  const { internalProperties = [] } = getProperties(session, result);
  const scopes = internalProperties.find(({ name }) => name === "[[Scopes]]")?.value;
  const listed: Property[] = scopes ? getProperties(session, scopes).result : [];
  for (const { value: scope } of listed) {
    if (!scope) continue;
    const variables = getProperties(session, scope).result;
    const fields = variables.find(({ name }) => name === fieldsName)?.value?.objectId;
    const binding = variables.find(({ name }) => name === bindingName)?.value?.objectId;
    if (fields === undefined || binding === undefined) continue;
    const index = call(session, binding, "function () { return this.constants.kCheck; }");
    const isFit = call(
      session,
      fields,
      "function (i) { return this instanceof Uint32Array && this[i] < 16; }",
      index,
    );
    if (typeof index === "number" && isFit === true) return { fields, index };
  }
  return undefined;
}

function getProperties(
  session: inspector.Session,
  { objectId }: Remote,
): { result: Property[]; internalProperties?: Property[] } {
  const asked = { objectId, ownProperties: true };
  return post(session, "Runtime.getProperties", asked) as ReturnType<typeof getProperties>;
}

function call(
  session: inspector.Session,
  objectId: string,
  functionDeclaration: string,
  ...args: unknown[]
): unknown {
  const { result } = post(session, "Runtime.callFunctionOn", {
    objectId,
    functionDeclaration,
    arguments: args.map((value) => ({ value })),
    returnByValue: true,
  }) as { result: Remote };
  return result.value;
}

/** A session of the thread's own answers before it returns. */
function post(session: inspector.Session, method: string, params: object): unknown {
  let answer: unknown;
  session.post(method, params, (error, result) => {
    if (error) throw error;
    answer = result;
  });
  return answer;
}
