// How the server words a declaration, without what only the documents of cells bring about.

/**
 * A name that another cell has declared is an alias here; where a cell declares a name again, both
 * declarations are told, and the alias is the older one.
 */
export function untangle(text: string): string {
  const all = text.split(/\n(?=[\w(])/).filter((part) => !/^(?:import|export) [\w$]+/.test(part));
  const own = all.filter((part) => !part.startsWith(alias));
  const told = all.map((part) => part.slice(part.startsWith(alias) ? alias.length : 0));
  return [...new Set(own.length > 0 ? own : told)].join("\n");
}

const alias = "(alias) ";
