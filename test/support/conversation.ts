// Conversations with a daemon, as files of text. A file holds several; each has a connection and a
// session of its own. What is JavaScript below may use the words of `pattern.ts` (`ok("2")`,
// `failed("TypeError", /not a/)`, `any`, `absent`, `bind("name")`, `$.name`, …).
//
//   # a comment
//   == what it shows                  begins a conversation, with `initialize` already said
//   with {session: {…}}               … said with these params (directly below the title)
//   raw                               … not said at all
//   alone                             … with a daemon of its own, that may end
//   slow                              … only where tests are thorough: it takes seconds
//
//   > method {params}                 a request …
//   < pattern                         … and its answer
//   <! Name pattern                   … an error of this name in protocol/errors.ts
//   >> 1 + 1                          short for `> execute {code: "1 + 1"}`
//   > execute {timeoutMs: 50}         code of several lines follows behind bars
//   | while (true);
//   async NAME > method {params}      a request that goes on while others are made (also `>>`)
//   collect NAME < pattern            its answer, now (also `<!`)
//   started NAME                      waits until that execution has started
//   prints [NAME] "text"              waits until it has printed exactly this so far
//   complains [NAME] "text"           … to stderr
//   cancel NAME                       `$/cancelRequest`
//   interrupt {params} < pattern      a request that must be answered within 2.5 s
//   asked {params}                    waits for a request of the daemon's that is like this …
//   replies {result}                  … and answers it
//   declines "message"                … or answers it with an error
//   tell method {params}              a notification of the client
//   sees method pattern               waits for the next unread notification that is like this
//   never method pattern              no unread notification is like this
//   forget                            what has come so far counts as read
//   client NAME {params}              another client of the same daemon says `initialize`
//   NAME: line                        a line that this client says
//   leave                             closes the connection
//   gone {code: 0}                    waits for the end of the connection; here, also how it ended
//
// `$.session` is the session of the first client; an `executionId` that a case does not name is
// made up.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errorCodes, type ErrorName } from "../../protocol/errors.ts";
import type { Message } from "../../clients/shared/channel.ts";
import type { Stage, Theatre } from "./daemon.ts";
import { assertMatch, findMismatch, readValue, type Bindings } from "./pattern.ts";
import { Speaker, type Asked } from "./speaker.ts";

export interface Conversation {
  file: string;
  title: string;
  alone: boolean;
  slow: boolean;
  raw: boolean;
  initialize: string;
  lines: Line[];
}

interface Line {
  number: number;
  text: string;
  /** The lines behind bars. */
  code: string | undefined;
}

const interruptDeadlineMs = 2500;

export function readConversations(folder: string): Conversation[] {
  return globSync("**/*.txt", { cwd: folder })
    .toSorted()
    .flatMap((path) => parseConversations(path, readFileSync(join(folder, path), "utf8")));
}

export function parseConversations(path: string, text: string): Conversation[] {
  const file = path.replace(/\.txt$/, "");
  const conversations: Conversation[] = [];
  let current: Conversation | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    if (line.startsWith("== ")) {
      const marks = { alone: false, slow: false, raw: false };
      current = { file, title: line.slice(3), ...marks, initialize: "", lines: [] };
      conversations.push(current);
    } else if (current === undefined) {
      throw new Error(`${path}:${index + 1} comes before the first title`);
    } else {
      addLine(current, line, index + 1);
    }
  }
  return conversations;
}

function addLine(conversation: Conversation, text: string, number: number): void {
  const last = conversation.lines.at(-1);
  if (text === "raw") conversation.raw = true;
  else if (text === "alone") conversation.alone = true;
  else if (text === "slow") conversation.slow = true;
  else if (text.startsWith("with ")) conversation.initialize = text.slice(5);
  else if (!text.startsWith("|")) conversation.lines.push({ number, text, code: undefined });
  else if (last === undefined) throw new Error(`line ${number} is code of no request`);
  else last.code = `${last.code === undefined ? "" : `${last.code}\n`}${text.slice(2)}`;
}

/** Throws with the line and what was said when something is not as it is written. */
export async function play(conversation: Conversation, theatre: Theatre): Promise<void> {
  const stage = conversation.alone ? await theatre.openAlone() : await theatre.open();
  const player = new Player(stage);
  try {
    await player.begin(conversation);
    for (const line of conversation.lines) await player.playLine(line, conversation.file);
    player.checkLaws();
  } finally {
    await player.end();
    await stage.close();
  }
}

class Player {
  readonly #stage: Stage;
  readonly #bindings: Bindings = {};
  readonly #speakers = new Map<string, Speaker>();
  readonly #named = new Map<string, Asked>();
  readonly #last = new Map<Speaker, Asked>();
  #executions = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async begin({ raw, initialize }: Conversation): Promise<void> {
    const speaker = await this.#addSpeaker("");
    if (raw) return;
    const result = (await this.#initialize(speaker, initialize)) as {
      session: { sessionId: string };
    };
    this.#bindings["session"] = result.session.sessionId;
  }

  async playLine(line: Line, file: string): Promise<void> {
    const [, name = "", text = ""] = /^(?:(\w+): )?(.*)$/s.exec(line.text)!;
    try {
      const speaker = this.#speakers.get(name);
      if (speaker === undefined) throw new Error(`nobody is called ${name}`);
      await this.#say(speaker, text, line.code);
      speaker.checkLaws();
    } catch (error) {
      const message = `${file}.txt:${line.number}: ${line.text}\n${(error as Error).message}`;
      const transcripts = [...this.#speakers.values()].map(({ transcript }) => transcript);
      throw new Error([message, ...transcripts].join("\n"), { cause: error });
    }
  }

  checkLaws(): void {
    for (const speaker of this.#speakers.values()) speaker.checkLaws();
  }

  /** Takes this conversation's sessions with it: they would outlive their clients. */
  async end(): Promise<void> {
    for (const speaker of this.#speakers.values()) {
      if (speaker.ended || speaker.left || !this.#last.has(speaker)) continue;
      const list = speaker.ask("session/list", {});
      const answer = await speaker.until(() => list.answer, "session/list");
      const { sessions = [] } = (answer.result ?? {}) as { sessions?: { sessionId: string }[] };
      for (const { sessionId } of sessions) {
        const close = speaker.ask("session/close", { sessionId });
        await speaker.until(() => close.answer, "session/close");
      }
      break;
    }
    for (const speaker of this.#speakers.values()) speaker.leave();
  }

  async #addSpeaker(name: string): Promise<Speaker> {
    const speaker = new Speaker(await this.#stage.connect());
    this.#speakers.set(name, speaker);
    return speaker;
  }

  async #initialize(speaker: Speaker, source: string): Promise<unknown> {
    const params = this.#read(source) as object | undefined;
    const asked = speaker.ask("initialize", { processId: null, ...params });
    this.#last.set(speaker, asked);
    const { result } = await this.#answerOf(speaker, asked);
    speaker.tell("initialized", {});
    return result;
  }

  async #say(speaker: Speaker, text: string, code: string | undefined): Promise<void> {
    const [, verb = "", rest = ""] = /^(\S+) ?(.*)$/s.exec(text)!;
    switch (verb) {
      case ">":
      case ">>":
        return void this.#ask(speaker, text, code);
      case "async":
        return this.#askNamed(speaker, rest, code);
      case "<":
      case "<!":
        return this.#expectAnswer(speaker, this.#lastOf(speaker), text);
      case "collect":
        return this.#collect(speaker, rest);
      case "started":
        return this.#waitForStart(speaker, this.#name(rest));
      case "prints":
        return this.#waitForText(speaker, "stdout", rest);
      case "complains":
        return this.#waitForText(speaker, "stderr", rest);
      case "cancel":
        return speaker.tell("$/cancelRequest", { id: this.#name(rest).id });
      case "interrupt":
        return this.#interrupt(speaker, rest);
      case "asked":
        return this.#waitForInquiry(speaker, rest);
      case "replies":
        return speaker.reply({ result: this.#read(rest) });
      case "declines":
        return speaker.reply({ error: { code: -32601, message: this.#read(rest) as string } });
      case "tell":
        return this.#tell(speaker, rest);
      case "sees":
        return this.#waitForNotification(speaker, rest);
      case "never":
        return this.#refuteNotification(speaker, rest);
      case "forget":
        return void (speaker.unread = []);
      case "client":
        return this.#addClient(rest);
      case "leave":
        return speaker.leave();
      case "gone":
        return this.#waitForEnd(speaker, rest);
      default:
        throw new Error(`no line begins with ${verb}`);
    }
  }

  #read(source: string): unknown {
    return readValue(source, this.#bindings);
  }

  #lastOf(speaker: Speaker): Asked {
    const asked = this.#last.get(speaker);
    if (asked === undefined) throw new Error("nothing was asked");
    return asked;
  }

  #name(name: string): Asked {
    const asked = this.#named.get(name.trim());
    if (asked === undefined) throw new Error(`nothing is called ${name}`);
    return asked;
  }

  #ask(speaker: Speaker, text: string, code: string | undefined): Asked {
    const [, arrow, rest = ""] = /^(>>?) ?(.*)$/s.exec(text) ?? [];
    if (arrow === undefined) throw new Error(`${text} is no request`);
    const [, word = "", source = ""] = /^(\S+) ?(.*)$/s.exec(rest) ?? [];
    const method = arrow === ">>" ? "execute" : word;
    const own = (arrow === ">>" ? { code: rest } : this.#read(source)) as object | undefined;
    const defaults = method === "execute" ? { executionId: `e${++this.#executions}` } : {};
    const given = { ...defaults, ...(code !== undefined && { code }), ...own };
    const asked = speaker.ask(method, own === undefined && code === undefined ? undefined : given);
    this.#last.set(speaker, asked);
    return asked;
  }

  #askNamed(speaker: Speaker, rest: string, code: string | undefined): void {
    const [, name = "", text = ""] = /^(\w+) (.*)$/s.exec(rest) ?? [];
    this.#named.set(name, this.#ask(speaker, text, code));
  }

  #answerOf(speaker: Speaker, asked: Asked): Promise<Message> {
    return speaker.until(() => asked.answer, `the answer to ${asked.method}`);
  }

  async #expectAnswer(speaker: Speaker, asked: Asked, text: string): Promise<void> {
    const [, arrow, rest = ""] = /^(<!?) ?(.*)$/s.exec(text) ?? [];
    const { result, error } = await this.#answerOf(speaker, asked);
    if (arrow === "<")
      return assertMatch({ error: undefined, result: this.#read(rest) }, { error, result });
    const [, name = "", source = ""] = /^(\w+) ?(.*)$/s.exec(rest) ?? [];
    const code = errorCodes[name as ErrorName] as number | undefined;
    if (code === undefined) throw new Error(`no error is called ${name}`);
    assertMatch({ code, ...(this.#read(source) as object) }, error ?? { result });
  }

  #collect(speaker: Speaker, rest: string): Promise<void> {
    const [, name = "", expected = ""] = /^(\w+) (.*)$/s.exec(rest) ?? [];
    return this.#expectAnswer(speaker, this.#name(name), expected);
  }

  async #waitForStart(speaker: Speaker, { executionId }: Asked): Promise<void> {
    const starts = (message: Message): boolean =>
      message.method === "execution/didStart" &&
      (message.params as { executionId: string }).executionId === executionId;
    await speaker.until(() => speaker.take(starts), `the start of ${executionId}`);
  }

  async #waitForText(speaker: Speaker, stream: "stdout" | "stderr", rest: string): Promise<void> {
    const [, name, source = ""] = /^(\w+ )?(.*)$/s.exec(rest) ?? [];
    const asked = name === undefined ? this.#lastOf(speaker) : this.#name(name);
    const expected = this.#read(source) as string;
    const { executionId = "" } = asked;
    await speaker.until(
      () => {
        const printed = speaker.printed(executionId, stream);
        if (!expected.startsWith(printed)) assertMatch(expected, printed);
        return printed === expected ? true : undefined;
      },
      `${stream} ${JSON.stringify(expected)}`,
    );
  }

  async #interrupt(speaker: Speaker, rest: string): Promise<void> {
    const [, params = "", expected = ""] = /^(\{.*?\})? ?(<.*)$/s.exec(rest) ?? [];
    const sent = performance.now();
    const asked = this.#ask(speaker, `> interrupt ${params || "{}"}`, undefined);
    await this.#expectAnswer(speaker, asked, expected);
    assertMatch(
      { tookMs: (ms: number) => ms < interruptDeadlineMs },
      { tookMs: performance.now() - sent },
    );
  }

  #tell(speaker: Speaker, rest: string): void {
    const [, method = "", source = ""] = /^(\S+) ?(.*)$/s.exec(rest) ?? [];
    speaker.tell(method, this.#read(source) as object | undefined);
  }

  #reader(rest: string): (message: Message) => boolean {
    const [, method, source = ""] = /^(\S+) ?(.*)$/s.exec(rest) ?? [];
    return (message) =>
      message.method === method && findMismatch(this.#read(source), message.params) === undefined;
  }

  async #waitForInquiry(speaker: Speaker, rest: string): Promise<void> {
    const { params } = await speaker.until(() => speaker.takeInquiry(), `a request: ${rest}`);
    assertMatch(this.#read(rest), params);
  }

  async #waitForNotification(speaker: Speaker, rest: string): Promise<void> {
    const fits = this.#reader(rest.includes(" ") ? rest : `${rest} {}`);
    await speaker.until(() => speaker.take(fits), rest);
  }

  #refuteNotification(speaker: Speaker, rest: string): void {
    const unread = [...speaker.unread, ...speaker.inquiries];
    const found = unread.find(this.#reader(rest.includes(" ") ? rest : `${rest} {}`));
    if (found !== undefined) throw new Error(`it came: ${JSON.stringify(found)}`);
  }

  async #addClient(rest: string): Promise<void> {
    const [, name = "", source = ""] = /^(\w+) ?(.*)$/s.exec(rest) ?? [];
    await this.#initialize(await this.#addSpeaker(name), source);
  }

  async #waitForEnd(speaker: Speaker, rest: string): Promise<void> {
    await speaker
      .until(() => (speaker.ended ? true : undefined), "the end of the connection")
      .catch((error: Error) => {
        if (!speaker.ended) throw error;
      });
    if (rest !== "") assertMatch(this.#read(rest), { code: await this.#stage.exitCode });
  }
}
