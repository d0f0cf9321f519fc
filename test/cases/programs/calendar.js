// Dates, time zones and locales: a calendar, office hours around the world, lengths of time in words.

// %%
const day = 86_400_000;
const utc = (year, month, date, hour = 0) => new Date(Date.UTC(year, month - 1, date, hour));
const iso = (date) => date.toISOString().slice(0, 10);

// %% a month, as cal(1) prints it
function calendar(year, month, locale = "en-GB") {
  const title = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  const names = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const monday = utc(2024, 1, 1);
  const heads = Array.from({ length: 7 }, (_, i) => names.format(+monday + i * day).slice(0, 2));
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const offset = (utc(year, month, 1).getUTCDay() + 6) % 7;
  const cells = [...Array(offset).fill(""), ...Array.from({ length }, (_, i) => i + 1)];
  const lines = [title.format(utc(year, month, 1)), heads.join(" ")];
  while (cells.length) lines.push(cells.splice(0, 7).map((n) => String(n).padStart(2)).join(" "));
  return lines.join("\n");
}
console.log(calendar(2024, 2));

// %%
console.log(calendar(2023, 10, "de-DE"));

// %% Easter, by Gauss and others
function easter(year) {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return utc(year, Math.floor(f / 31), (f % 31) + 1);
}
for (const year of [1999, 2000, 2024, 2025, 2038]) console.log(year, iso(easter(year)));

// %% working days, without the holidays that move with Easter
function* workingDays(from, to, holidays) {
  for (let date = +from; date < +to; date += day) {
    const weekday = new Date(date).getUTCDay();
    if (weekday === 0 || weekday === 6 || holidays.has(iso(new Date(date)))) continue;
    yield new Date(date);
  }
}
const sunday = easter(2024);
const holidays = new Set([-2, 1, 39, 50].map((days) => iso(new Date(+sunday + days * day))));
console.log([...holidays]);
const counts = {};
for (const date of workingDays(utc(2024, 1, 1), utc(2025, 1, 1), holidays)) {
  const month = date.toLocaleString("en-US", { month: "short", timeZone: "UTC" });
  counts[month] = (counts[month] ?? 0) + 1;
}
console.log(counts);

// %% one moment, many clocks
const moment = utc(2024, 3, 31, 1);
const zones = ["Pacific/Auckland", "Asia/Kolkata", "Europe/Berlin", "UTC", "America/New_York", "America/St_Johns"];
const clock = (timeZone) => {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  }).formatToParts(moment);
  const { weekday, hour, minute } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${weekday} ${hour}:${minute}`;
};
for (const zone of zones) console.log(zone.padEnd(18), clock(zone));

// %% the hour that does not exist
function offsetMinutes(timeZone, date) {
  const part = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" })
    .formatToParts(date)
    .find(({ type }) => type === "timeZoneName").value;
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(part);
  return sign ? (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0;
}
const changes = [];
for (let hour = 0, last = offsetMinutes("Europe/Berlin", utc(2024, 1, 1)); hour < 366 * 24; hour++) {
  const date = new Date(+utc(2024, 1, 1) + hour * 3_600_000);
  const now = offsetMinutes("Europe/Berlin", date);
  if (now !== last) changes.push(`${date.toISOString().slice(0, 13)}h ${last} -> ${now}`);
  last = now;
}
console.log(changes);

// %% numbers and lists
const amount = 1234567.891;
for (const locale of ["en-US", "de-DE", "en-IN"]) {
  console.log(locale, new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(amount));
}
console.log(new Intl.ListFormat("en", { type: "conjunction" }).format(["bread", "butter", "jam"]));
console.log(["z", "ä", "a", "Z"].toSorted(new Intl.Collator("de").compare), ["z", "ä", "a"].toSorted(new Intl.Collator("sv").compare));

// %% plurals and distances
const plurals = new Intl.PluralRules("en", { type: "ordinal" });
const suffix = { one: "st", two: "nd", few: "rd", other: "th" };
console.log([1, 2, 3, 4, 11, 21, 102].map((n) => `${n}${suffix[plurals.select(n)]}`).join(" "));
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
function ago(from, to) {
  const units = [["year", 365 * day], ["month", 30 * day], ["day", day], ["hour", day / 24], ["minute", day / 1440]];
  const distance = from - to;
  const [unit, length] = units.find(([, size]) => Math.abs(distance) >= size) ?? ["second", 1000];
  return relative.format(Math.round(distance / length), unit);
}
const now = utc(2024, 5, 10, 12);
for (const then of [utc(2024, 5, 10, 11), utc(2024, 5, 9, 12), utc(2024, 5, 17), utc(2021, 1, 1)]) console.log(ago(then, now));

// %% words, as people see them
const words = [...new Intl.Segmenter("en", { granularity: "word" }).segment("It's 5 o'clock, isn't it?")];
console.log(words.filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment));
console.log([...new Intl.Segmenter().segment("👨‍👩‍👧é🇫🇷")].length, "graphemes");
