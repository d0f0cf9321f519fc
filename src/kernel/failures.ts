// How a session's failures are told. A magic may say it otherwise than they come; what writes them
// then is loaded with it.
import type { CellError } from "../../protocol/shapes.ts";

export class Failures {
  /** Of the last cell that failed, as it came. */
  last: CellError | undefined;
  /** What `%xmode` calls it. */
  mode = "Plain";
  /** Writes the stack. */
  write: ((error: CellError) => string) | undefined;

  /** At the end of a cell. */
  onFailure(error: CellError): CellError {
    this.last = error;
    return this.tell(error);
  }

  tell(error: CellError): CellError {
    return this.write ? { ...error, stack: this.write(error) } : error;
  }
}
