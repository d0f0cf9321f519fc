/** Where the program speaks about itself. One line a call; `detail` goes along as fields. */
export interface Log {
  debug(message: string, detail?: object): void;
  info(message: string, detail?: object): void;
  warn(message: string, detail?: object): void;
  error(message: string, detail?: object): void;
}
