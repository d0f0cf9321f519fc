// What an editor and `awaitd --stdio` say to each other, without a library.
// From the repository's root: npx node clients/examples/frames.ts
import { spawn } from "node:child_process";
import { once } from "node:events";

const daemon = spawn(process.execPath, ["src/launch.cjs", "--stdio"], {
  stdio: ["pipe", "pipe", "inherit"],
});

const send = (message: object): void => {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  console.log(`> ${body}`);
  daemon.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
};

let received = Buffer.alloc(0);
daemon.stdout.on("data", (chunk: Buffer) => {
  received = Buffer.concat([received, chunk]);
  for (;;) {
    const headerEnd = received.indexOf("\r\n\r\n");
    if (headerEnd < 0) return;
    const header = received.toString("latin1", 0, headerEnd);
    const bodyEnd = headerEnd + 4 + Number(/Content-Length: (\d+)/.exec(header)?.[1]);
    if (received.length < bodyEnd) return;
    const body = received.toString("utf8", headerEnd + 4, bodyEnd);
    received = received.subarray(bodyEnd);
    console.log(`< ${body}`);
    const { id } = JSON.parse(body) as { id?: number };
    if (id === 1) {
      send({ method: "initialized", params: {} });
      send({ id: 2, method: "execute", params: { code: "console.log('hi'); await 6 * 7" } });
    } else if (id === 2) send({ id: 3, method: "shutdown" });
    else if (id === 3) send({ method: "exit" });
  }
});

send({ id: 1, method: "initialize", params: { processId: process.pid } });
const [code] = (await once(daemon, "exit")) as [number];
console.log(`exit code ${code}`);
