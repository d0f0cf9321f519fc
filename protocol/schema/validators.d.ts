// Generated from protocol/methods.ts by `npm run generate`; changes belong there.

import type { MethodName } from "../methods.ts";
import type { clientNotifications } from "../notices.ts";
import type { NotificationName } from "../outputs.ts";

/** One finding of a validator; only what error answers need of it. */
export interface ParamsProblem {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

export interface ParamsValidator {
  (params: unknown): boolean;
  errors?: ParamsProblem[] | null;
}

/** A method, a notification, or a config file. */
export type ValidatedName = MethodName | keyof typeof clientNotifications | "config";

export declare const validators: Record<ValidatedName, ParamsValidator>;
/** For every method: path in its params (`*` for any key) → what belongs there, in words. */
export declare const expectations: Record<ValidatedName, Record<string, string>>;
export declare const methodNames: MethodName[];
export declare const notificationNames: NotificationName[];
