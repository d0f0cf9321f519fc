// The signatures of a call that is being typed.

export interface SignatureHelp {
  signatures: Signature[];
  /** Which of them is meant, as far as the arguments tell. */
  active: number;
}

export interface Signature {
  label: string;
  documentation: string;
  /** Where each parameter stands in the label. */
  parameters: { start: number; end: number; documentation: string }[];
  /** Which parameter the cursor is at. */
  active: number;
}

type Text = string | { value: string };

/** As the server tells it. */
export interface Help {
  signatures: {
    label: string;
    documentation?: Text;
    parameters?: { label: string | [number, number]; documentation?: Text }[];
    activeParameter?: number | null;
  }[];
  activeSignature?: number;
  activeParameter?: number | null;
}

export function readSignatures(found: Help | null): SignatureHelp | undefined {
  if (!found || found.signatures.length === 0) return undefined;
  const signatures = found.signatures.map(
    ({ label, documentation, parameters = [], activeParameter }): Signature => ({
      label,
      documentation: read(documentation),
      parameters: parameters.map((parameter) => {
        const [start, end] = locate(label, parameter.label);
        return { start, end, documentation: read(parameter.documentation) };
      }),
      active: activeParameter ?? found.activeParameter ?? 0,
    }),
  );
  return { signatures, active: found.activeSignature ?? 0 };
}

const read = (text: Text | undefined): string =>
  typeof text === "string" ? text : (text?.value ?? "");

function locate(label: string, parameter: string | [number, number]): [number, number] {
  if (typeof parameter !== "string") return parameter;
  const start = Math.max(0, label.indexOf(parameter));
  return [start, start + parameter.length];
}
