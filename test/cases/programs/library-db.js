// A lending library in node:sqlite: schema, transactions, joins, a window function, a user's own function.

// %%
process.removeAllListeners("warning");
process.on("warning", ({ name }) => name);
const { DatabaseSync } = await import("node:sqlite");
const db = new DatabaseSync(":memory:");

// %%
db.exec(`
  CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE book (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    author_id INTEGER NOT NULL REFERENCES author(id),
    copies INTEGER NOT NULL CHECK (copies >= 0)
  ) STRICT;
  CREATE TABLE loan (
    book_id INTEGER NOT NULL REFERENCES book(id),
    reader TEXT NOT NULL,
    due TEXT NOT NULL,
    PRIMARY KEY (book_id, reader)
  ) STRICT;
`);

// %%
const shelf = {
  "Ursula K. Le Guin": { "The Dispossessed": 2, "A Wizard of Earthsea": 1 },
  "Stanisław Lem": { Solaris: 3, "The Cyberiad": 1 },
  "Octavia E. Butler": { Kindred: 1 },
};
const addAuthor = db.prepare("INSERT INTO author (name) VALUES (?) RETURNING id");
const addBook = db.prepare("INSERT INTO book (title, author_id, copies) VALUES (:title, :authorId, :copies)");
for (const [name, titles] of Object.entries(shelf)) {
  const { id: authorId } = addAuthor.get(name);
  for (const [title, copies] of Object.entries(titles)) addBook.run({ title, authorId, copies });
}
console.log({ ...db.prepare("SELECT count(*) AS books, sum(copies) AS copies FROM book").get() });

// %% a transaction either happens or does not
function transaction(work) {
  db.exec("BEGIN");
  try {
    const value = work();
    db.exec("COMMIT");
    return value;
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}
const take = db.prepare("UPDATE book SET copies = copies - 1 WHERE title = ? RETURNING id, copies");
const lend = db.prepare("INSERT INTO loan VALUES (?, ?, ?)");
const borrow = (reader, title, due) =>
  transaction(() => {
    const book = take.get(title);
    if (!book) throw new Error(`no book "${title}"`);
    lend.run(book.id, reader, due);
    return book.copies;
  });

// %%
const wishes = [
  ["Ada", "Solaris", "2024-03-01"],
  ["Ada", "Kindred", "2024-03-05"],
  ["Bob", "Kindred", "2024-03-09"],
  ["Bob", "Solaris", "2024-02-20"],
  ["Bob", "Solaris", "2024-04-20"],
  ["Cyd", "The Iliad", "2024-03-09"],
  ["Cyd", "The Dispossessed", "2024-02-11"],
];
for (const [reader, title, due] of wishes) {
  try {
    console.log(`${reader} borrows ${title}, left: ${borrow(reader, title, due)}`);
  } catch (error) {
    console.log(`${reader} does not get ${title}: ${error.message}`);
  }
}

// %% who has what
const open = db.prepare(`
  SELECT loan.reader, book.title, author.name AS author, loan.due
  FROM loan JOIN book ON book.id = loan.book_id JOIN author ON author.id = book.author_id
  ORDER BY loan.due
`);
for (const { reader, title, author, due } of open.iterate()) console.log(due, reader, "-", title, "by", author);

// %% a function of ours in SQL, and a ranking
db.function("initials", (name) => name.replace(/(\p{Lu})\p{Ll}*\.?\s*/gu, "$1"));
const ranking = db.prepare(`
  SELECT initials(author.name) AS who, sum(book.copies) AS copies,
         rank() OVER (ORDER BY sum(book.copies) DESC) AS place
  FROM author JOIN book ON book.author_id = author.id GROUP BY author.id ORDER BY place, who
`);
console.log(ranking.all().map(({ who, copies, place }) => `${place}. ${who} (${copies})`));

// %% values keep their types
const probe = db.prepare("SELECT ? AS value, typeof(?) AS type");
probe.setReadBigInts(true);
for (const value of [1n, 2.5, "text", null, 9007199254740993n, new Uint8Array([1, 2])]) {
  const { type, value: read } = probe.get(value, value);
  console.log(type.padEnd(8), read);
}

// %% many rows, quickly
db.exec("CREATE TABLE number (n INTEGER PRIMARY KEY, square INTEGER) STRICT");
const insert = db.prepare("INSERT INTO number VALUES (?, ?)");
transaction(() => {
  for (let n = 1; n <= 10_000; n++) insert.run(n, n * n);
});
console.log({ ...db.prepare("SELECT max(square) AS top, sum(n) AS total FROM number").get() });
console.log(db.prepare("SELECT n FROM number WHERE square BETWEEN 100 AND 200").all().map(({ n }) => n).join(" "));

// %%
db.close();
try {
  db.exec("SELECT 1");
} catch (error) {
  console.log(error.message);
}
