// Every case of modules on both versions of Node.
process.env["THOROUGH"] = "1";
await import("../modules.test.ts");
