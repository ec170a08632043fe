/** What a composer offers while someone types: slash commands after `/`, the app after `@`. */

const INVITE = { command: "/invite" };

/**
 * What to offer for a text and caret: {options, from, usage}. Each option replaces the text from
 * `from` to the caret by its `insert`; `usage` is the command whose hint is to be shown.
 */
export function suggestionsFor(text, caret, { commands, app, inThread, inChannel }) {
  const nothing = { options: [], from: 0, usage: null };
  const typed = text.slice(0, caret);
  const mentioned = /(?:^|\s)@(\w*)$/.exec(typed);
  if (mentioned) return { ...nothing, ...mentions(mentioned[1], typed, app) };
  if (inThread) return nothing;
  const known = inChannel ? [...commands, inviteTo(app)] : commands;
  if (/^\/\S*$/.test(typed)) return { ...nothing, options: starting(typed, known) };
  return { ...nothing, usage: known.find(({ command }) => typed === `${command} `) ?? null };
}

function inviteTo(app) {
  return { ...INVITE, usage_hint: `@${app.name}`, description: `Add ${app.name} to this channel` };
}

function starting(typed, known) {
  return known
    .filter(({ command }) => command.startsWith(typed.toLowerCase()))
    .map((each) => ({
      ...each,
      key: each.command,
      label: each.command,
      insert: `${each.command} `,
    }));
}

function mentions(typed, text, app) {
  if (!app.name.startsWith(typed.toLowerCase())) return {};
  const insert = `@${app.name} `;
  const option = { key: app.id, label: `@${app.name}`, description: app.description, insert, app };
  return { options: [option], from: text.length - typed.length - 1 };
}
