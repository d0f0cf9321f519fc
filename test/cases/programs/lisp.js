// A Lisp in three parts - reader, evaluator, library - that grows from cell to cell.

// %% the reader
class Sym {
  static #table = new Map();
  static for(name) {
    let symbol = Sym.#table.get(name);
    if (!symbol) Sym.#table.set(name, (symbol = new Sym(name)));
    return symbol;
  }
  constructor(name) {
    this.name = name;
  }
}

const tokens = /\s*(?:;[^\n]*\s*)*(?<token>[()']|"(?:\\.|[^"\\])*"|[^\s()';]+)/y;
function* tokenize(text) {
  tokens.lastIndex = 0;
  for (let match; (match = tokens.exec(text)); ) yield match.groups.token;
}

function read(text) {
  const stream = tokenize(text);
  const forms = [];
  const readForm = (token) => {
    switch (token) {
      case "(": {
        const list = [];
        for (;;) {
          const { value: next, done } = stream.next();
          if (done) throw new SyntaxError("missing )");
          if (next === ")") return list;
          list.push(readForm(next));
        }
      }
      case ")":
        throw new SyntaxError("unexpected )");
      case "'":
        return [Sym.for("quote"), readForm(stream.next().value)];
      default:
        if (token[0] === '"') return JSON.parse(token);
        return Number.isNaN(Number(token)) ? Sym.for(token) : Number(token);
    }
  };
  for (let item = stream.next(); !item.done; item = stream.next()) forms.push(readForm(item.value));
  return forms;
}

// %% the printer
function show(value) {
  if (Array.isArray(value)) return `(${value.map(show).join(" ")})`;
  if (value instanceof Sym) return value.name;
  if (typeof value === "function") return "#<procedure>";
  if (value === true) return "#t";
  if (value === false) return "#f";
  return value === undefined ? "" : JSON.stringify(value);
}
console.log(read("(define (twice x) '(x \"a b\" 2.5)) ; comment\n 42").map(show));

// %% environments
class Scope {
  constructor(parent, names = [], values = []) {
    this.parent = parent;
    this.table = new Map(names.map((name, i) => [name, values[i]]));
  }
  find(symbol) {
    for (let scope = this; scope; scope = scope.parent) if (scope.table.has(symbol)) return scope;
    throw new ReferenceError(`unbound: ${symbol.name}`);
  }
}

const globals = new Scope(null);
const builtins = {
  "+": (...n) => n.reduce((a, b) => a + b, 0),
  "*": (...n) => n.reduce((a, b) => a * b, 1),
  "-": (a, b) => (b === undefined ? -a : a - b),
  "<": (a, b) => a < b,
  "=": (a, b) => a === b,
  car: ([head]) => head,
  cdr: ([, ...tail]) => tail,
  cons: (head, tail) => [head, ...tail],
  list: (...items) => items,
  "null?": (list) => Array.isArray(list) && list.length === 0,
};
for (const [name, value] of Object.entries(builtins)) globals.table.set(Sym.for(name), value);

// %% the evaluator, first try: recursive
let evaluations = 0;
function evaluate(form, scope) {
  evaluations++;
  if (form instanceof Sym) return scope.find(form).table.get(form);
  if (!Array.isArray(form)) return form;
  const [head, ...rest] = form;
  switch (head instanceof Sym ? head.name : undefined) {
    case "quote":
      return rest[0];
    case "if":
      return evaluate(evaluate(rest[0], scope) !== false ? rest[1] : rest[2], scope);
    case "define": {
      const [target, ...body] = rest;
      if (target instanceof Sym) scope.table.set(target, evaluate(body[0], scope));
      else scope.table.set(target[0], makeLambda(target.slice(1), body, scope));
      return undefined;
    }
    case "lambda":
      return makeLambda(rest[0], rest.slice(1), scope);
    default: {
      const [procedure, ...values] = form.map((part) => evaluate(part, scope));
      if (typeof procedure !== "function") throw new TypeError(`not a procedure: ${show(procedure)}`);
      return procedure(...values);
    }
  }
}
const makeLambda =
  (names, body, scope) =>
  (...values) =>
    body.reduce((_, form) => evaluate(form, inner(names, values, scope)), undefined);
const inner = (names, values, scope) => new Scope(scope, names, values);

// %%
const run = (text) => read(text).map((form) => evaluate(form, globals)).at(-1);
run(`
  (define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))
  (define (map f xs) (if (null? xs) '() (cons (f (car xs)) (map f (cdr xs)))))
`);
console.log(run("(fact 10)"), show(run("(map (lambda (x) (* x x)) '(1 2 3))")));

// %% errors
for (const text of ["(fact", ")", "(nope)", "(1 2)", "(car 5)"]) {
  try {
    console.log(text, "=>", show(run(text)));
  } catch (error) {
    console.log(text, "=>", error.name);
  }
}

// %% deep recursion is too much for it
run("(define (count n) (if (= n 0) 'done (count (- n 1))))");
try {
  run("(count 100000)");
} catch (error) {
  console.log(error instanceof RangeError ? "too deep" : error);
}

// %% the evaluator, second try: the same names, tail calls in a loop, let and begin
class Lambda {
  constructor(names, body, scope) {
    Object.assign(this, { names, body, scope });
  }
}
function evaluate(form, scope) {
  tail: for (;;) {
    evaluations++;
    if (form instanceof Sym) return scope.find(form).table.get(form);
    if (!Array.isArray(form)) return form;
    const [head, ...rest] = form;
    switch (head instanceof Sym ? head.name : undefined) {
      case "quote":
        return rest[0];
      case "if":
        form = evaluate(rest[0], scope) !== false ? rest[1] : rest[2];
        continue tail;
      case "begin":
        for (const part of rest.slice(0, -1)) evaluate(part, scope);
        form = rest.at(-1);
        continue tail;
      case "let":
        form = [[Sym.for("lambda"), rest[0].map(([name]) => name), ...rest.slice(1)], ...rest[0].map(([, value]) => value)];
        continue tail;
      case "define": {
        const [target, ...body] = rest;
        if (target instanceof Sym) scope.table.set(target, evaluate(body[0], scope));
        else scope.table.set(target[0], makeLambda(target.slice(1), body, scope));
        return undefined;
      }
      case "lambda":
        return makeLambda(rest[0], rest.slice(1), scope);
    }
    const [procedure, ...values] = form.map((part) => evaluate(part, scope));
    if (procedure instanceof Lambda) {
      scope = new Scope(procedure.scope, procedure.names, values);
      form = procedure.body;
      continue;
    }
    if (typeof procedure !== "function") throw new TypeError(`not a procedure: ${show(procedure)}`);
    return procedure(...values);
  }
}
var makeLambda = (names, body, scope) => new Lambda(names, [Sym.for("begin"), ...body], scope);

// %% `run` was made before, and finds the new one
run("(define (count n) (if (= n 0) 'done (count (- n 1))))");
console.log(show(run("(count 100000)")));
console.log(run("(let ((x 3) (y 4)) (define (square n) (* n n)) (+ (square x) (square y)))"));

// %% closures with a state, and a stream of primes
run(`
  (define (divides? d n) (if (< n d) (= n 0) (divides? d (- n d))))
  (define (prime? n d) (if (< n (* d d)) #t (if (divides? d n) #f (prime? n (+ d 1)))))
  (define (primes from to)
    (if (= from to) '() (if (prime? from 2) (cons from (primes (+ from 1) to)) (primes (+ from 1) to))))
`);
globals.table.set(Sym.for("#t"), true).set(Sym.for("#f"), false);
console.log(show(run("(primes 2 40)")));
console.log("evaluations:", evaluations > 300_000);
