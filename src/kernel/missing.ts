// What an import that failed should have been: what to install, or which file was meant.

/**
 * A missing package: says which, and how to get it. What is missing is missing from the session's
 * directory.
 */
export function explain(error: unknown, specifier: string): unknown {
  const isMissing =
    error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
  if (!isMissing) return error;
  error.message = error.message.replace(/ imported from [^]*\[(?:session|resolver)\]$/, "");
  const name = /^(?:@[^/]+\/)?[^./@:][^/:]*/.exec(specifier)?.[0];
  if (name !== undefined && error.message === `Cannot find package '${name}'`) {
    error.message += `; install it in the session's directory with: npm install ${name}`;
  }
  return error;
}
