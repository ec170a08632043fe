/** Dates and times as a person reads them, in that person's time zone. */

const formats = new Map();

function format(name, tz, options) {
  const key = `${name} ${tz}`;
  if (!formats.has(key))
    formats.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: tz, ...options }));
  return formats.get(key);
}

/** A moment written with Intl's `options`, which `name` stands for. */
export function inZone(moment, tz, name, options) {
  return format(name, tz, options).format(moment);
}

/** The moment a message's ts names. */
export function momentOf(ts) {
  return new Date(Number.parseFloat(ts) * 1000);
}

/** "09:05", in 24 hours. */
export function clockTime(moment, tz) {
  return format("time", tz, { hour: "2-digit", minute: "2-digit" }).format(moment);
}

/** "Tuesday, 24 November 2026 at 09:05", for a tooltip. */
export function fullTime(moment, tz) {
  return format("full", tz, { dateStyle: "full", timeStyle: "short" }).format(moment);
}

/** "Tue 24 Nov 09:05", for the clock. */
export function shortTime(moment, tz) {
  const options = { weekday: "short", day: "numeric", month: "short" };
  return `${format("short", tz, options).format(moment).replace(",", "")} ${clockTime(moment, tz)}`;
}

/** A sortable name of the day, such as 2026-11-24. */
export function dayKey(moment, tz) {
  const parts = format("day", tz, { year: "numeric", month: "2-digit", day: "2-digit" });
  const found = Object.fromEntries(
    parts.formatToParts(moment).map((part) => [part.type, part.value]),
  );
  return `${found.year}-${found.month}-${found.day}`;
}

/** "Today", "Yesterday" or "Monday, 23 November". */
export function dayName(moment, now, tz) {
  if (dayKey(moment, tz) === dayKey(now, tz)) return "Today";
  const dayBefore = new Date(now.getTime() - 24 * 60 * 60 * 1000);
  if (dayKey(moment, tz) === dayKey(dayBefore, tz)) return "Yesterday";
  return format("name", tz, { weekday: "long", day: "numeric", month: "long" }).format(moment);
}

/** "2 minutes ago", for the last reply of a thread. */
export function timeAgo(moment, now) {
  const minutes = Math.max(0, Math.round((now - moment) / 60000));
  if (minutes < 1) return "just now";
  if (minutes < 60) return plural(minutes, "minute");
  const hours = Math.round(minutes / 60);
  return hours < 24 ? plural(hours, "hour") : plural(Math.round(hours / 24), "day");
}

function plural(count, unit) {
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}
