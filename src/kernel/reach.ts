// The control thread's hand in the main thread: an inspector session, which works while that is
// busy. Opened when it is first needed.
import inspector from "node:inspector";
import type { Location } from "./inspection/place.ts";
import { typeOfName } from "./surrounding.ts";

type Answer = inspector.Runtime.EvaluateReturnType;

const pokeMs = 10;

export class Reach {
  #session: inspector.Session | undefined;

  /** Has V8 unwind whatever JavaScript runs there. */
  terminate(onDone: (error: Error | null) => void): void {
    this.#post("Runtime.terminateExecution", {}, onDone);
  }

  /** Has it go on where a debugger holds it; elsewhere V8 refuses, and that is all. */
  resume(): void {
    for (const method of ["Debugger.enable", "Debugger.resume", "Debugger.disable"])
      this.#post(method, {}, () => {});
  }

  /**
   * Tells what `typeof name` is there; undefined where that can't be told. Of the user's code only
   * getters of what a program has opened a session over may run.
   */
  typeOf(name: string, onType: (type: string | undefined) => void): void {
    const tell = (value: unknown): void => onType(typeof value === "string" ? value : undefined);
    this.#evaluate(`typeof ${name}`, true, (value) => {
      if (value !== "undefined") tell(value);
      // To find the scopes counts as a side effect for V8.
      else this.#evaluate(typeOfName(name), false, tell);
    });
  }

  /** Is it code of a cell that keeps the main thread busy, or called by such? */
  runsCell(onAnswer: (runsCell: boolean) => void): void {
    const expression =
      "process.getBuiltinModule('node:util').getCallSites(200)" +
      ".some(({ scriptName }) => scriptName.startsWith('In['))";
    const params = { expression, returnByValue: true, silent: true };
    this.#post("Runtime.evaluate", params, (error, answer) =>
      onAnswer(!error && (answer as Answer).result.value === true),
    );
  }

  #evaluate(
    expression: string,
    throwOnSideEffect: boolean,
    onValue: (value: unknown) => void,
  ): void {
    // Node's types know an older protocol.
    const params: inspector.Runtime.EvaluateParameterType & { throwOnSideEffect: boolean } = {
      expression,
      throwOnSideEffect,
      returnByValue: true,
      silent: true,
    };
    this.#post("Runtime.evaluate", params, (error, answer) => {
      const { result, exceptionDetails } = (answer ?? {}) as Partial<Answer>;
      onValue(error || exceptionDetails ? undefined : result?.value);
    });
  }

  /** Any question of the inspector's protocol. Rejects with its words. */
  ask(method: string, params: object): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      this.#post(method, params, (error, answer) => {
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve({ ...answer });
      });
    });
  }

  /** The inspector knows a script by its number; which it is, it tells when one begins to debug. */
  async locate(objectId: string): Promise<Location | undefined> {
    const { internalProperties = [] } = (await this.ask("Runtime.getProperties", {
      objectId,
      ownProperties: true,
    })) as Partial<inspector.Runtime.GetPropertiesReturnType>;
    const found = internalProperties.find(({ name }) => name === "[[FunctionLocation]]");
    const at = found?.value?.value as inspector.Debugger.Location | undefined;
    if (!at) return undefined;
    const session = this.#open();
    let url = "";
    const onScript = ({
      params,
    }: {
      params: inspector.Debugger.ScriptParsedEventDataType;
    }): void => {
      if (params.scriptId === at.scriptId) ({ url } = params);
    };
    session.on("Debugger.scriptParsed", onScript);
    try {
      await this.ask("Debugger.enable", {});
      const { scriptId } = at;
      const { scriptSource } = await this.ask("Debugger.getScriptSource", { scriptId });
      return { url, line: at.lineNumber + 1, source: String(scriptSource) };
    } finally {
      session.off("Debugger.scriptParsed", onScript);
      if (this.#session === session) await this.ask("Debugger.disable", {});
    }
  }

  /** In Node 26 a question to a thread that has just gone idle may lie until another comes. */
  #post(
    method: string,
    params: object,
    onAnswer: (error: Error | null, answer?: object) => void,
  ): void {
    const session = this.#open();
    const poke = setInterval(() => {
      if (this.#session === session) session.post("Runtime.getIsolateId");
      else clearInterval(poke);
    }, pokeMs);
    session.post(method, params, (error, answer) => {
      clearInterval(poke);
      onAnswer(error, answer);
    });
  }

  /** With an open one the process would not end without a word. */
  close(): void {
    this.#session?.disconnect();
    this.#session = undefined;
  }

  #open(): inspector.Session {
    if (!this.#session) {
      this.#session = new inspector.Session();
      this.#session.connectToMainThread();
    }
    return this.#session;
  }
}
