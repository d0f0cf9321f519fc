// Laws of single parts tried more often, and messages as big as the limit that holds unless told.
process.env["THOROUGH"] = "1";
await import("../compiler.test.ts");
await import("../connection.test.ts");
await import("../display.test.ts");
await import("../frame.test.ts");
await import("../hints.test.ts");
await import("../stacks.test.ts");
await import("../strip.test.ts");
await import("../websocket.test.ts");
