// The floor under every request over stdio: vscode-jsonrpc, which answers what it was asked.
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";

const connection = createMessageConnection(
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
);
connection.onRequest("echo", (params: unknown) => params);
connection.onRequest("repeat", ({ bytes }: { bytes: number }) => "x".repeat(bytes));
connection.listen();
