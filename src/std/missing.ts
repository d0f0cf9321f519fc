const codes = ["MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND"];

/** Is it not there? What `resolve` can't resolve for another reason is. */
export const isMissing = (resolve: (specifier: string) => unknown, specifier: string): boolean => {
  try {
    resolve(specifier);
    return false;
  } catch (error) {
    return codes.includes((error as { code?: string }).code ?? "");
  }
};
