import type { Magic } from "./magic.ts";

/** The forms and messages of IPython's magic of this name. */
export const autoawait: Magic = {
  names: ["%autoawait"],
  waits: false,
  doc: `Say whether cells may await at their top level, and what brings them to their end.

  %autoawait            tell how it is set
  %autoawait True       on; also \`on\`, \`1\`
  %autoawait False      off; also \`off\`, \`0\`
  %autoawait RUNNER     on, with this runner: native, sync, effection, effect, a function of
                        yours, or module#export`,
  run({ line }, { kernel, print }) {
    const { settings } = kernel;
    if (line === "") {
      const state = settings.autoawait ? "on" : "off";
      print(`awaitd autoawait is \`${state}\`, and set to use \`${settings.runner}\`\n`);
    } else if (/^(?:true|on|1)$/i.test(line)) settings.autoawait = true;
    else if (/^(?:false|off|0)$/i.test(line)) settings.autoawait = false;
    else {
      settings.runner = line;
      settings.autoawait = true;
    }
  },
};
