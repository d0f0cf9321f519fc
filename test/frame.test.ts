import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { encodeFrames, FrameDecoder, type FrameEvent } from "../src/rpc/frame.ts";
import { runsOf } from "./support/share.ts";

const decode = (decoder: FrameDecoder, chunks: Iterable<Buffer>): FrameEvent[] =>
  [...chunks].flatMap((chunk) => [...decoder.push(chunk)]);

const texts = (events: FrameEvent[]): string[] =>
  events.map((event) => {
    assert.equal(event.type, "message");
    return event.type === "message" ? event.body.toString() : "";
  });

/** Cuts bytes at the given places, in whatever order they come. */
const cutAt = (bytes: Buffer, places: number[]): Buffer[] => {
  const cuts = [...new Set(places.map((place) => place % (bytes.length + 1)))].toSorted(
    (a, b) => a - b,
  );
  return [...cuts, bytes.length].map((end, index) => bytes.subarray(cuts[index - 1] ?? 0, end));
};

describe("frames", () => {
  it("come out as they went in, whatever the chunks", () => {
    const message = fc.string({ unit: "binary", maxLength: 300 });
    const places = fc.array(fc.nat(), { maxLength: 60 });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 12 }), places, (messages, cuts) => {
        const decoder = new FrameDecoder();
        const sent = messages.map((text) => text.toWellFormed());
        const received = texts(decode(decoder, cutAt(encodeFrames(sent), cuts)));
        assert.deepEqual(received, sent);
        assert.equal(decoder.idle, true);
      }),
    );
  });

  it("come out byte by byte, too", () => {
    const sent = ["", "{}", '{"a":"é€😀"}'];
    const bytes = encodeFrames(sent);
    assert.deepEqual(texts(decode(new FrameDecoder(), cutAt(bytes, [...bytes.keys()]))), sent);
  });

  it("survive any bytes: nothing is thrown, and after a fault nothing more is read", () => {
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc
        .constantFrom("Content-Length: ", "5", "\r\n", "\r\n\r\n", "-1", "1e3", ":", "hello", "\n")
        .map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (chunks) => {
        const events = decode(
          new FrameDecoder(1000),
          chunks.map((chunk) => Buffer.from(chunk)),
        );
        const fault = events.findIndex((event) => event.type === "broken");
        assert.ok(fault < 0 || fault === events.length - 1);
      }),
      { numRuns: runsOf(500) },
    );
  });

  it("take a message of exactly the limit, in chunks of the size that sockets have", () => {
    const limit = 8 * 1024 * 1024;
    const text = "x".repeat(limit);
    const bytes = encodeFrames([text, "{}"]);
    const places = Array.from({ length: limit / 65_536 }, (_, index) => index * 65_536);
    const received = texts(decode(new FrameDecoder(limit), cutAt(bytes, places)));
    assert.deepEqual(
      received.map((body) => body.length),
      [limit, 2],
    );
    assert.equal(received[0], text);
  });

  it("cost no memory for a length that is only claimed", () => {
    const decoder = new FrameDecoder();
    const before = process.memoryUsage().arrayBuffers;
    const header = Buffer.from(`Content-Length: ${60 * 1024 * 1024}\r\n\r\n{`);
    assert.deepEqual(decode(decoder, [header]), []);
    assert.equal(decoder.idle, false);
    assert.ok(process.memoryUsage().arrayBuffers - before < 1024 * 1024);
  });
});

describe("headers", () => {
  const accepted = [
    "Content-Length: 2\r\n\r\n{}",
    "content-length:2\r\n\r\n{}",
    "CONTENT-LENGTH:   2  \r\n\r\n{}",
    "Content-Length: 0002\r\n\r\n{}",
    "Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{}",
    "Content-Type: application/json; charset=utf8\r\nContent-Length: 2\r\n\r\n{}",
    "X-Trace: a:b:c\r\nContent-Length: 2\r\n\r\n{}",
  ];
  for (const text of accepted) {
    it(`accepts ${JSON.stringify(text)}`, () => {
      assert.deepEqual(texts(decode(new FrameDecoder(), [Buffer.from(text)])), ["{}"]);
    });
  }

  const refused: [name: string, bytes: string, reason: RegExp, tooLarge?: boolean][] = [
    ["no number", "Content-Length: two\r\n\r\n{}", /not a number of bytes: "two"/],
    ["nothing", "Content-Length:\r\n\r\n{}", /not a number of bytes/],
    ["negative", "Content-Length: -2\r\n\r\n{}", /not a number of bytes: "-2"/],
    ["an exponent", "Content-Length: 1e3\r\n\r\n{}", /not a number of bytes: "1e3"/],
    ["hexadecimal", "Content-Length: 0x2\r\n\r\n{}", /not a number of bytes/],
    ["a fraction", "Content-Length: 2.0\r\n\r\n{}", /not a number of bytes/],
    ["a sign", "Content-Length: +2\r\n\r\n{}", /not a number of bytes/],
    ["endless digits", `Content-Length: ${"9".repeat(40)}\r\n\r\n`, /not a number of bytes/],
    [
      "over the limit",
      "Content-Length: 1001\r\n\r\n",
      /1001 bytes is over the limit of 1000/,
      true,
    ],
    ["two lengths", "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", /two Content-Length/],
    ["no length", "Content-Type: application/json\r\n\r\n{}", /expected a Content-Length/],
    ["an empty block", "\r\n\r\n{}", /expected a Content-Length/],
    ["bare JSON", '{"jsonrpc":"2.0"}', /expected a Content-Length/],
    ["bare line feeds", "Content-Length: 2\n\n{}", /CR LF/],
    ["HTTP", "GET / HTTP/1.1\r\nHost: localhost\r\n", /not a header line: "GET /],
    ["another charset", "Content-Type: a/b; charset=utf-16\r\nContent-Length: 2\r\n\r\n", /utf-8/],
    ["a block without end", `X: ${"y".repeat(5000)}`, /more than 4096 bytes/],
  ];
  for (const [name, bytes, reason, tooLarge = false] of refused) {
    it(`refuses ${name}, in one piece and byte by byte`, () => {
      const whole = Buffer.from(bytes);
      for (const places of [[], [...whole.keys()]]) {
        const events = decode(new FrameDecoder(1000), cutAt(whole, places));
        assert.equal(events.length, 1);
        const [event] = events;
        assert.ok(event?.type === "broken");
        assert.match(event.reason, reason);
        assert.equal(event.tooLarge, tooLarge);
      }
    });
  }
});
