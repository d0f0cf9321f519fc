/**
 * An id that no other daemon, and none before this one, has given away. It is no secret: who may
 * connect is decided by a token. (`node:crypto` would add some milliseconds to the start of the
 * program.)
 */
export const createId = (): string =>
  `${Date.now().toString(36)}-${randomDigits()}${randomDigits()}`;

const randomDigits = (): string => Math.random().toString(36).slice(2, 10).padEnd(8, "0");
