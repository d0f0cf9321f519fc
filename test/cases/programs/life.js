// Conway's game of life on a torus, moved by a timer, with a text display and known patterns.

// %% the world
class World {
  #cells;
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.#cells = new Uint8Array(width * height);
    this.generation = 0;
  }

  #index(x, y) {
    const column = (x + this.width) % this.width;
    const row = (y + this.height) % this.height;
    return row * this.width + column;
  }

  place(pattern, left, top) {
    pattern
      .trim()
      .split("\n")
      .forEach((line, y) => [...line.trim()].forEach((c, x) => (this.#cells[this.#index(left + x, top + y)] = c === "O" ? 1 : 0)));
    return this;
  }

  #neighbours(x, y) {
    let count = 0;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        if (dx === 0 && dy === 0) continue;
        count += this.#cells[this.#index(x + dx, y + dy)];
      }
    }
    return count;
  }

  step() {
    const next = new Uint8Array(this.#cells.length);
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        const around = this.#neighbours(x, y);
        const at = this.#index(x, y);
        next[at] = around === 3 || (around === 2 && this.#cells[at]) ? 1 : 0;
      }
    }
    this.#cells = next;
    this.generation++;
  }

  get population() {
    return this.#cells.reduce((a, b) => a + b, 0);
  }

  /** Where the living are, whatever the shape's place: what a still life keeps. */
  get shape() {
    return this.toString().trim();
  }

  toString() {
    let text = "";
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) text += this.#cells[this.#index(x, y)] ? "O" : ".";
      text += "\n";
    }
    return text;
  }
}

// %% patterns
const patterns = {
  block: "OO\nOO",
  blinker: "OOO",
  glider: ".O.\n..O\nOOO",
  pentomino: ".OO\nOO.\n.O.",
  pulsar: Array.from({ length: 13 }, (_, y) =>
    Array.from({ length: 13 }, (_, x) => {
      const bars = [0, 5, 7, 12];
      const arms = [2, 3, 4, 8, 9, 10];
      return (bars.includes(y) && arms.includes(x)) || (bars.includes(x) && arms.includes(y)) ? "O" : ".";
    }).join(""),
  ).join("\n"),
};

// %% a still life, and one that blinks
const block = new World(6, 5).place(patterns.block, 2, 1);
const before = block.shape;
block.step();
console.log("block is still:", block.shape === before);
const blinker = new World(5, 5).place(patterns.blinker, 1, 2);
console.log(String(blinker));
blinker.step();
console.log(String(blinker));

// %% a glider, moved by a timer
const world = new World(10, 8).place(patterns.glider, 0, 0);
const frames = [];
await new Promise((resolve) => {
  const timer = setInterval(() => {
    frames.push(String(world));
    world.step();
    if (world.generation === 12) {
      clearInterval(timer);
      resolve();
    }
  }, 1);
});
console.log(frames.length, "frames; generation", world.generation, "population", world.population);

// %% frame 0 and frame 8: the same shape, two down and two to the right
const shift = (frame, by) =>
  frame
    .split("\n")
    .filter(Boolean)
    .map((line, y, all) => all.at(y - by))
    .map((line) => [...line].map((_, x, row) => row.at(x - by)).join(""))
    .join("\n");
console.log(frames[8]);
console.log("moved by two:", shift(frames[0], 2) === frames[8].trim());

// %% a pulsar comes back every three steps
let pulsar = new World(17, 17).place(patterns.pulsar, 2, 2);
const seen = [];
for (let i = 0; i < 6; i++) {
  seen.push(pulsar.population);
  pulsar.step();
}
console.log("pulsar:", seen.join(" "));
pulsar;

// %% the R-pentomino, followed with the loop let run in between
const garden = new World(48, 48).place(patterns.pentomino, 22, 22);
const populations = new Map();
let ticks = 0;
const heartbeat = setInterval(() => ticks++, 1);
while (garden.generation < 200) {
  garden.step();
  if (garden.generation % 40 === 0) populations.set(garden.generation, garden.population);
  if (garden.generation % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
}
clearInterval(heartbeat);
console.log(populations);
console.log("the loop turned:", ticks > 0);
