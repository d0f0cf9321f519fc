// Placeholder body replaced below.
import type { Schema } from "./words.ts";
export const createReference = (
  _refer: (schema: object) => Schema,
  _definitions: Record<string, Schema>,
): string => "# awaitd\n";
