// A year of sales as CSV: parsed by hand, cleaned, grouped, summed up.

// %% the data, with the things that make CSV hard
const csv = `date,region,product,quantity,price
2023-01-05,North,"Chair, wooden",4,49.90
2023-01-17,South,Table,1,199.00
2023-02-02,North,Lamp,10,15.5
2023-02-14,East,"Lamp ""Aurora""",3,39.00
2023-03-01,South,"Chair, wooden",6,49.90
2023-03-15,West,Desk,2,320.00
2023-04-09,North,Table,2,189.00
2023-04-30,East,Desk,,320.00
2023-05-11,South,Lamp,25,14.25
2023-06-21,West,"Shelf
(three boards)",5,75.00
2023-07-04,North,Desk,1,310.00
2023-08-19,East,Table,3,195.00
2023-09-23,West,"Chair, wooden",12,44.90
2023-10-31,South,"Lamp ""Aurora""",7,37.50
2023-11-11,North,Shelf,4,x75
2023-12-24,East,Lamp,40,13.75
`;

// %% a parser: one pass, one state
function parseCsv(text) {
  const rows = [];
  let row = [];
  let field = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') (field += '"'), i++;
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ",") {
      row.push(field);
      field = "";
    } else if (c === "\n") {
      row.push(field);
      rows.push(row);
      row = [];
      field = "";
    } else field += c;
  }
  if (field !== "" || row.length > 0) rows.push([...row, field]);
  return rows;
}
const [header, ...rows] = parseCsv(csv);
console.log(header.join(" | "), "-", rows.length, "rows");

// %% objects, and what is wrong with them
const sales = [];
const faults = [];
for (const [index, row] of rows.entries()) {
  const record = Object.fromEntries(header.map((name, column) => [name, row[column]]));
  const quantity = Number.parseInt(record.quantity, 10);
  const price = Number(record.price);
  if (Number.isNaN(quantity)) faults.push(`row ${index + 2}: no quantity`);
  else if (Number.isNaN(price)) faults.push(`row ${index + 2}: price ${JSON.stringify(record.price)}`);
  else sales.push({ ...record, product: record.product.replace(/\s+/g, " "), quantity, price, total: quantity * price });
}
console.log(faults);
console.log(sales[3]);

// %% groups
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const money = (n) => n.toFixed(2).padStart(9);
function summarise(key) {
  const groups = Object.groupBy(sales, key);
  return Object.entries(groups)
    .map(([name, items]) => ({ name, count: items.length, total: sum(items.map((s) => s.total)) }))
    .toSorted((a, b) => b.total - a.total);
}
for (const { name, count, total } of summarise(({ region }) => region)) {
  console.log(`${name.padEnd(6)} ${count} ${money(total)}`);
}

// %% the same by product
for (const { name, count, total } of summarise(({ product }) => product)) {
  console.log(`${name.padEnd(21)} ${count} ${money(total)}`);
}

// %% by quarter, with a bar
const quarterOf = ({ date }) => `Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
const quarters = summarise(quarterOf).toSorted((a, b) => a.name.localeCompare(b.name));
const highest = Math.max(...quarters.map((q) => q.total));
for (const { name, total } of quarters) {
  console.log(name, "#".repeat(Math.round((total / highest) * 30)).padEnd(31), money(total));
}

// %% statistics
const totals = sales.map((s) => s.total).toSorted((a, b) => a - b);
const mean = sum(totals) / totals.length;
const median =
  totals.length % 2 ? totals[(totals.length - 1) / 2] : (totals[totals.length / 2 - 1] + totals[totals.length / 2]) / 2;
const deviation = Math.sqrt(sum(totals.map((t) => (t - mean) ** 2)) / (totals.length - 1));
console.table({ mean: mean.toFixed(2), median: median.toFixed(2), deviation: deviation.toFixed(2) });

// %% a pivot table
const regions = [...new Set(sales.map((s) => s.region))].sort();
console.log("month".padEnd(8) + regions.map((r) => r.padStart(9)).join(""));
for (let month = 1; month <= 12; month += 1) {
  const label = `2023-${String(month).padStart(2, "0")}`;
  const cells = regions.map((region) =>
    sum(sales.filter((s) => s.date.startsWith(label) && s.region === region).map((s) => s.total)),
  );
  if (cells.every((c) => c === 0)) continue;
  console.log(label.padEnd(8) + cells.map((c) => (c ? c.toFixed(0) : "-").padStart(9)).join(""));
}

// %% and back to CSV
const quote = (field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
const written = [header, ...rows].map((row) => row.map(quote).join(",")).join("\n") + "\n";
console.log("round trip:", written === csv);
