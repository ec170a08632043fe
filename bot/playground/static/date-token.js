/** Slack's `<!date^timestamp^format|fallback>`, by the reader's clock. */

import { inZone } from "./time.js";

const SHORT = { day: "numeric", month: "short", year: "numeric" };
const MEDIUM = { ...SHORT, month: "long" };
const LONG = { ...MEDIUM, weekday: "long" };
const TIME = { hour: "2-digit", minute: "2-digit" };

// The pretty ones never say "tomorrow" here: the clock can be moved past it while it is read.
const TOKENS = {
  date: MEDIUM,
  date_pretty: MEDIUM,
  date_short: SHORT,
  date_short_pretty: SHORT,
  date_long: LONG,
  date_long_pretty: LONG,
  time: TIME,
  time_secs: { ...TIME, second: "2-digit" },
};

/** The moment as `format` asks; the fallback where it asks for something unknown. */
export function dateText(seconds, format, fallback, tz) {
  const moment = new Date(Number(seconds) * 1000);
  const names = [...format.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  const isKnown = names.length && names.every((name) => Object.hasOwn(TOKENS, name));
  if (!isKnown || Number.isNaN(moment.getTime())) return fallback;
  return format.replace(/\{(\w+)\}/g, (_, name) => inZone(moment, tz, `token ${name}`, TOKENS[name]));
}
