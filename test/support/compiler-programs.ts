// Arbitrary statements whose completion value is worth asking for: nested, labelled, left early.
import fc from "fast-check";

type Pick = (count: number) => number;

interface Place {
  depth: number;
  inLoop: boolean;
  labels: readonly string[];
}

/** The source of a sloppy script that ends, throws nothing and declares no top-level name. */
export const programs: fc.Arbitrary<string> = fc.gen().map((gen) => {
  let count = 0;
  const pick: Pick = (size) => gen(fc.nat, { max: size - 1 });
  const fresh = (): number => (count += 1);
  return list(pick, fresh, { depth: 4, inLoop: false, labels: [] });
});

function list(pick: Pick, fresh: () => number, place: Place): string {
  return Array.from({ length: pick(4) }, () => statement(pick, fresh, place)).join(" ");
}

function statement(pick: Pick, fresh: () => number, place: Place): string {
  const inner = { ...place, depth: place.depth - 1 };
  const block = (at: Place = inner): string => `{ ${list(pick, fresh, at)} }`;
  const body = (at: Place = inner): string => (pick(2) ? block(at) : statement(pick, fresh, at));
  const looped = { ...inner, inLoop: true };
  // In `finally` only what is simple: V8 lets the value of what is nested there, or left early,
  // out.
  const last = { depth: 0, inLoop: false, labels: [] };
  const simple = [() => `${fresh()};`, () => leave(pick, place), () => ";"];
  const compound = [
    () => `if (${pick(2)}) ${body()}`,
    () => `if (${pick(2)}) ${block()} else ${body()}`,
    () => block(),
    () => `for (const k of [1, 2]) ${body(looped)}`,
    () => `do ${body(looped)} while (0)`,
    () => {
      const name = `i${fresh()}`;
      return `for (let ${name} = 0; ${name} < 2; ${name}++) ${body(looped)}`;
    },
    () => `try ${block()} finally ${block(last)}`,
    () => `try { ${list(pick, fresh, inner)} throw 0 } catch ${block()} finally ${block(last)}`,
    () =>
      `switch (${pick(3)}) { case 0: ${list(pick, fresh, inner)} ` +
      `default: ${list(pick, fresh, inner)} }`,
    () => labelled(pick, fresh, inner),
    () => `with ({}) ${body()}`,
    () => `{ let own${fresh()} = 1; }`,
  ];
  const choices = place.depth > 0 ? [...simple, ...compound] : simple;
  return choices[pick(choices.length)]?.() ?? ";";
}

function labelled(pick: Pick, fresh: () => number, place: Place): string {
  const label = `l${fresh()}`;
  const labels = [...place.labels, label];
  if (pick(2)) return `${label}: { ${list(pick, fresh, { ...place, labels })} }`;
  const inside = list(pick, fresh, { ...place, inLoop: true, labels });
  return `${label}: for (const k of [1, 2]) { ${inside} ${pick(2) ? `continue ${label};` : ""} }`;
}

function leave(pick: Pick, { inLoop, labels }: Place): string {
  if (labels.length > 0 && pick(2)) return `break ${labels[pick(labels.length)]};`;
  if (!inLoop) return ";";
  return pick(2) ? "break;" : "continue;";
}
