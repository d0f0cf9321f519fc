// Every case of test/cases/compiler/runs in every form.
process.env["THOROUGH"] = "1";
await import("../namespace.test.ts");
