// A client's connection that takes as much as a test lets it take.
import type { NotificationName, NotificationParams } from "../../protocol/outputs.ts";
import type { ReaderLink } from "../../src/session/subscription.ts";

export interface Told {
  method: string;
  params: Record<string, unknown> & { seq: number };
}

export class ScriptedLink implements ReaderLink {
  readonly told: Told[] = [];
  backlogBytes = 0;
  /** While true, what is given stays in the backlog. */
  isStuck = false;
  #onDrained: (() => void)[] = [];

  notify<Name extends NotificationName>(method: Name, params: NotificationParams<Name>): void {
    this.told.push({ method, params: params as unknown as Told["params"] });
    if (this.isStuck) this.backlogBytes += JSON.stringify(params).length;
  }

  onceDrained(callback: () => void): void {
    if (this.backlogBytes === 0) callback();
    else this.#onDrained.push(callback);
  }

  /** Takes all that waits, and goes on taking. */
  drain(): void {
    this.isStuck = false;
    this.backlogBytes = 0;
    for (const callback of this.#onDrained.splice(0)) callback();
  }

  /** Takes what waits now, and gets stuck again with what comes. */
  sip(): void {
    this.backlogBytes = 0;
    for (const callback of this.#onDrained.splice(0)) callback();
  }

  /** What was told, one word or two each. */
  get words(): string[] {
    return this.told.map(({ method, params }) => {
      if (method === "output") return `${String(params["kind"])} ${String(params["text"])}`;
      if (method === "session/didChangeState") return String(params["state"]);
      if (method === "output/gap")
        return `gap ${String(params["fromSeq"])}-${String(params["toSeq"])}`;
      return method.replace("execution/", "");
    });
  }

  get seqs(): number[] {
    return this.told.map(({ params }) => params.seq);
  }

  get text(): string {
    return this.told.map(({ params: { text } }) => (typeof text === "string" ? text : "")).join("");
  }
}
