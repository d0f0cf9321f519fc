// A text adventure that plays itself: a world, a parser for commands, a player who awaits each answer.

// %% the world as text
const source = `
room cellar "A damp cellar. Something hums behind the wall."
  up hall
  has lamp, crowbar
room hall "The great hall. Portraits stare."
  down cellar
  north garden locked
  has portrait
room garden "A garden under the moon. You made it out."
  south hall
  has key
item lamp "an oil lamp" light
item crowbar "a rusty crowbar"
item portrait "a portrait of a stern lady" fixed
item key "a silver key"
`;

// %% and read
const strip = (text) => text.replace(/^"|"$/g, "");
function parseWorld(text) {
  const rooms = new Map();
  const items = new Map();
  let room;
  for (const line of text.split("\n").filter((l) => l.trim())) {
    const words = line.trim().match(/"[^"]*"|[^\s,]+/g);
    switch (words[0]) {
      case "room":
        rooms.set(words[1], (room = { name: words[1], about: strip(words[2]), exits: {}, items: new Set() }));
        break;
      case "item":
        items.set(words[1], { name: words[1], about: strip(words[2]), traits: new Set(words.slice(3)) });
        break;
      case "has":
        for (const name of words.slice(1)) room.items.add(name);
        break;
      default: {
        const [direction, to, lock] = words;
        room.exits[direction] = { to, locked: lock === "locked" };
      }
    }
  }
  return { rooms, items };
}
const world = parseWorld(source);
console.log([...world.rooms.keys()], [...world.items.values()].map(({ name, traits }) => [name, ...traits].join(":")));

// %% commands: a small grammar of tagged templates
const grammar = (strings, ...parts) => {
  const pattern = strings.raw.reduce((text, piece, i) => text + piece + (parts[i] ?? ""), "");
  return new RegExp(`^${pattern.trim().replace(/ +/g, "\\s+")}$`, "i");
};
const article = "(?:(?:the|a|an)\\s+)?";
const noun = (name) => `${article}(?<${name}>\\w+)`;

// %% the player
const player = { room: world.rooms.get("cellar"), carried: new Set(), lit: false, moves: 0 };

function look() {
  const { about, items, exits } = player.room;
  if (player.room.name === "cellar" && !player.lit) return "It is too dark to see much, but you feel a lamp.";
  const things = [...items].map((name) => world.items.get(name).about);
  const ways = Object.entries(exits).map(([way, { locked }]) => (locked ? `${way} (a door, locked)` : way));
  return `${about} Ways out: ${ways.join(", ")}.${things.length ? ` You see ${things.join(" and ")}.` : ""}`;
}
function go({ direction }) {
  const exit = player.room.exits[direction];
  if (!exit) return "There is a wall.";
  if (exit.locked) return "The door does not move.";
  player.room = world.rooms.get(exit.to);
  return look();
}
function take({ item }) {
  const thing = world.items.get(item);
  if (!thing || !player.room.items.has(item)) return `There is no ${item} here.`;
  if (thing.traits.has("fixed")) return `${thing.about} does not come off the wall.`;
  player.room.items.delete(item);
  player.carried.add(item);
  return `You have ${thing.about}.`;
}
function drop({ item }) {
  if (!player.carried.delete(item)) return `You have no ${item}.`;
  player.room.items.add(item);
  return "Done.";
}
function light({ item }) {
  if (!player.carried.has(item)) return `You have no ${item}.`;
  if (!world.items.get(item).traits.has("light")) return "It does not burn.";
  player.lit = true;
  return look();
}
function force({ tool }) {
  const door = Object.values(player.room.exits).find(({ locked }) => locked);
  if (!door) return "No door is locked here.";
  if (tool !== "crowbar") return "It takes something stronger.";
  if (!player.carried.has(tool)) return `You have no ${tool}.`;
  door.locked = false;
  return "The lock gives way with a crack.";
}
function inventory() {
  return player.carried.size ? `You carry ${[...player.carried].map((n) => world.items.get(n).about).join(" and ")}.` : "Nothing.";
}

// %% which words do what
const commands = [
  [grammar`(?:go )?(?<direction>north|south|up|down)`, go],
  [grammar`(?:take|get) ${noun("item")}`, take],
  [grammar`drop ${noun("item")}`, drop],
  [grammar`(?:open|break|force) (?:${article})door(?: with ${noun("tool")})?`, force],
  [grammar`(?:look|l)`, look],
  [grammar`(?:inventory|i)`, inventory],
  [grammar`light ${noun("item")}`, light],
];

// %% a game is a coroutine that is sent commands
function* game() {
  let answer = look();
  while (player.room.name !== "garden") {
    const line = yield answer;
    player.moves++;
    answer = "What do you mean?";
    for (const [pattern, act] of commands) {
      const match = pattern.exec(line.trim());
      if (!match) continue;
      answer = act(match.groups ?? {});
      break;
    }
  }
  return answer;
}

// %% played through, with a wrong turn here and there
const script = `look; dance; take the lamp; light crowbar; light lamp; north; take crowbar; i; up
  take portrait; north; open door with the lamp; force door with crowbar; drop lamp; go north`;
const session = game();
console.log(session.next().value);
for await (const line of script.split(/[;\n]/)) {
  const { value, done } = session.next(line);
  console.log(`> ${line.trim()}\n  ${value}`);
  if (done) break;
}

// %%
console.log(`${player.moves} moves; left behind: ${[...world.rooms.get("hall").items]}`);
console.log(session.next("look"));
