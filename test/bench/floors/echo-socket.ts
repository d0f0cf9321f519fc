// The floor under every request over a WebSocket: `ws`, which answers what it was asked.
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
server.on("connection", (socket) => {
  socket.on("message", (data: Buffer) => {
    const { id, params } = JSON.parse(data.toString()) as { id: number; params: unknown };
    socket.send(JSON.stringify({ jsonrpc: "2.0", id, result: params }));
  });
});
server.on("listening", () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(
    `${JSON.stringify({ listening: [{ url: `ws://127.0.0.1:${port}` }], token: "floor" })}\n`,
  );
});
