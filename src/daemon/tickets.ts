// How a browser gets in that was given a link: a code that is good once, for some minutes, is
// exchanged for a cookie. The cookie is made of the token, so that nothing has to be kept: it holds
// as long as the token does, and does not tell it.
import { createHmac } from "node:crypto";
import { createToken, isOwnOrigin, tokenMatches } from "./access.ts";

export const ticketMinutes = 30;
/** More than anybody asks for; the oldest goes first. */
const mostTickets = 100;
/** Longer than a browser is kept open, shorter than for ever. */
const cookieSeconds = 30 * 24 * 60 * 60;

export interface Visit {
  host: string | undefined;
  origin: string | undefined;
  cookie: string | undefined;
  /** Cookies know no ports, but two daemons on a machine do: it is part of the name. */
  port: number;
  secure: boolean;
}

export type Exchange = { cookie: string } | { refused: string };

export interface Tickets {
  /** A new code, for a link. */
  issue(): string;
  /** The cookie for a code or for the token itself. */
  exchange(visit: Visit, given: { code?: unknown; token?: unknown }): Exchange;
  /** Has this browser got in before? */
  recognizes(visit: Pick<Visit, "cookie" | "port">): boolean;
}

export const createTickets = (token: string, now: () => number = Date.now): Tickets => {
  const expiries = new Map<string, number>();
  const pass = createHmac("sha256", token).update("awaitd console").digest("base64url");

  const redeem = (code: string): boolean => {
    const found = [...expiries].find(([issued]) => tokenMatches(code, issued));
    if (!found) return false;
    expiries.delete(found[0]);
    return now() < found[1];
  };

  return {
    issue() {
      const code = createToken();
      expiries.set(code, now() + ticketMinutes * 60_000);
      const [oldest] = expiries.keys();
      if (oldest !== undefined && expiries.size > mostTickets) expiries.delete(oldest);
      return code;
    },

    exchange(visit, { code, token: given }) {
      if (!isOwnOrigin(visit)) return { refused: "The page is not this daemon's own." };
      if (typeof given === "string") {
        if (!tokenMatches(given, token)) return { refused: "This is not the daemon's token." };
      } else if (typeof code !== "string" || !redeem(code)) {
        return { refused: "This link was used before, or is too old." };
      }
      return { cookie: describeCookie(visit, pass) };
    },

    recognizes({ cookie, port }) {
      const prefix = `${cookieName(port)}=`;
      const all = (cookie ?? "").split(";").map((each) => each.trim());
      return all.some(
        (each) => each.startsWith(prefix) && tokenMatches(each.slice(prefix.length), pass),
      );
    },
  };
};

const cookieName = (port: number): string => `awaitd-${port}`;

/** It goes to `/rpc` alone: what else listens on this machine, at other ports, is not shown it. */
const describeCookie = ({ port, secure }: Visit, pass: string): string =>
  [
    `${cookieName(port)}=${pass}`,
    "Path=/rpc",
    `Max-Age=${cookieSeconds}`,
    "HttpOnly",
    "SameSite=Strict",
    ...(secure ? ["Secure"] : []),
  ].join("; ");
