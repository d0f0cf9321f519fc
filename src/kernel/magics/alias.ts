import { readWords } from "./arguments.ts";
import type { KernelAccess, Magic } from "./magic.ts";

type Alias = Extract<Magic, { waits: true }> & { readonly command: string };

const isAlias = (magic: Magic | undefined): magic is Alias =>
  magic !== undefined && "command" in magic;

export const alias: Magic = {
  names: ["%alias"],
  waits: false,
  doc: `Make a magic of a command for the shell: \`%NAME\` then runs it.

  %alias ll ls -l                   now \`%ll src\` runs \`ls -l src\`
  %alias show echo <%l>             %l is the whole line
  %alias parts echo first %s second %s       each %s a word; what is over comes at the end
  %alias ll                         tell what it runs
  %alias                            list the aliases; the value is an array of [name, command]

%% stands for one %. It is there for later cells. In IPython an alias is run by its bare name;
here that is JavaScript.`,
  run({ line }, { kernel, print }) {
    const [, name = "", command = ""] = /^(\S*)\s*(.*)$/s.exec(line) ?? [];
    if (name === "") return list(kernel, print);
    const there = kernel.magics.find(`%${name}`);
    if (command === "") {
      if (!isAlias(there)) throw new TypeError(`no alias is called ${name}; %alias lists them`);
      return print(`${name}: ${there.command}\n`);
    }
    if (!/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name))
      throw new TypeError(
        `\`${name}\` can't be the name of an alias: a name is letters and digits`,
      );
    if (there && !isAlias(there)) throw new TypeError(`%${name} is a magic already`);
    if (/%l/.test(command) && countWords(command) > 0)
      throw new TypeError("an alias takes either %l or %s, not both");
    kernel.magics.add(createAlias(name, command));
  },
};

export const unalias: Magic = {
  names: ["%unalias"],
  waits: false,
  doc: `Take an alias away.

  %unalias ll`,
  run({ line }, { kernel }) {
    const [name = ""] = readWords("%unalias", line).words;
    if (!isAlias(kernel.magics.find(`%${name}`)))
      throw new TypeError(`no alias is called ${name}; %alias lists them`);
    kernel.magics.delete(`%${name}`);
  },
};

function createAlias(name: string, command: string): Alias {
  return {
    names: [`%${name}`],
    waits: true,
    doc: `Run \`${command}\` in the shell.`,
    command,
    async run({ line, at }, context) {
      const shell = context.kernel.magics.find("!");
      if (shell?.waits !== true) throw new TypeError("there is no magic ! that runs commands");
      return shell.run({ name: "!", line: fillAlias(name, command, line), at }, context);
    },
  };
}

function list({ magics }: KernelAccess, print: (text: string) => void): [string, string][] {
  const aliases = magics.all().filter(isAlias);
  print(`Total number of aliases: ${aliases.length}\n`);
  return aliases.map(({ names: [name], command }): [string, string] => [name!.slice(1), command]);
}

const countWords = (command: string): number => command.replaceAll("%%", "").split("%s").length - 1;

/** The command that is run for a line. */
export function fillAlias(name: string, command: string, line: string): string {
  const words = line.split(/\s+/).filter(Boolean);
  const needed = countWords(command);
  if (words.length < needed)
    throw new TypeError(`the alias %${name} takes ${needed} words, not ${words.length}`);
  let isWhole = false;
  const filled = command.replace(/%([%ls])/g, (_, what: string) => {
    if (what === "%") return "%";
    if (what === "s") return words.shift()!;
    isWhole = true;
    return line;
  });
  const rest = needed === 0 ? line : words.join(" ");
  return isWhole || rest === "" ? filled : `${filled} ${rest}`;
}
