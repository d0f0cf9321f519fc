// A kernel in stock has time: it runs through what a first cell will need, in no namespace.
import { inspect } from "node:util";
import vm from "node:vm";
import { compile } from "../compiler/compile.ts";

const samples = [
  "1 + 1",
  "let a = [1, 2]; const { length } = a; for (const each of a) console.log(each, length)",
  "const answer = await fetch('/'); async function f(x) { return await x } await answer.json()",
];
const rounds = 20;

export function warmUp(): void {
  for (let round = 0; round < rounds; round += 1) {
    for (const sample of samples) {
      const names = new Map();
      const { code } = compile(sample, {
        file: "warm",
        languageId: "javascript",
        autoawait: true,
        form: "async",
        names,
      });
      void new vm.Script(code, { filename: "warm" });
      inspect({ code: JSON.parse(JSON.stringify({ code })), names });
    }
  }
}
