/** The emoji that apps name by a short code, and nothing about where they are shown. */

const EMOJI = new Map(Object.entries({
  "+1": "👍", "-1": "👎", "100": "💯", alarm_clock: "⏰", arrow_down: "⬇️", arrow_forward: "▶️",
  arrow_left: "⬅️", arrow_right: "➡️", arrow_up: "⬆️", arrows_counterclockwise: "🔄",
  bar_chart: "📊", bell: "🔔", bell_off: "🔕", no_bell: "🔕", book: "📖", bookmark: "🔖",
  books: "📚", boom: "💥", brain: "🧠", bug: "🐛", bulb: "💡", calendar: "📆",
  chart_with_downwards_trend: "📉", chart_with_upwards_trend: "📈", checkered_flag: "🏁",
  clap: "👏", clipboard: "📋", clock9: "🕘", closed_book: "📕", closed_lock_with_key: "🔐",
  cloud: "☁️", compass: "🧭", confetti_ball: "🎊", construction: "🚧", crown: "👑", cry: "😢",
  crystal_ball: "🔮", dart: "🎯", detective: "🕵️", earth_americas: "🌎", exclamation: "❗",
  eyes: "👀", file_folder: "📁", fire: "🔥", first_place_medal: "🥇", gear: "⚙️", gem: "💎",
  globe_with_meridians: "🌐", green_book: "📗", green_heart: "💚", grey_question: "❔",
  hammer_and_wrench: "🛠️", handshake: "🤝", heart: "❤️", heavy_check_mark: "✔️",
  heavy_plus_sign: "➕", hourglass: "⌛", hourglass_flowing_sand: "⏳", house: "🏠",
  information_source: "ℹ️", key: "🔑", large_blue_circle: "🔵", large_green_circle: "🟢",
  large_yellow_circle: "🟡", ledger: "📒", link: "🔗", lock: "🔒", loudspeaker: "📢", mag: "🔍",
  mag_right: "🔎", medal: "🏅", sports_medal: "🏅", mega: "📣", memo: "📝", mortar_board: "🎓",
  muscle: "💪", new: "🆕", no_entry: "⛔", no_entry_sign: "🚫", ok_hand: "👌", one: "1️⃣",
  two: "2️⃣", three: "3️⃣", four: "4️⃣", five: "5️⃣", six: "6️⃣", seven: "7️⃣", eight: "8️⃣",
  nine: "9️⃣", keycap_ten: "🔟", open_book: "📖", open_file_folder: "📂", orange_book: "📙",
  partly_sunny: "⛅", party_popper: "🎉", tada: "🎉", pencil: "📝", pencil2: "✏️",
  point_down: "👇", point_right: "👉", point_up: "☝️", pray: "🙏", pushpin: "📌", question: "❓",
  raised_hands: "🙌", rainbow: "🌈", recycle: "♻️", red_circle: "🔴", repeat: "🔁", robot_face: "🤖",
  rocket: "🚀", rotating_light: "🚨", second_place_medal: "🥈", see_no_evil: "🙈", seedling: "🌱",
  shield: "🛡️", shrug: "🤷", slightly_smiling_face: "🙂", small_blue_diamond: "🔹",
  small_orange_diamond: "🔸", smile: "😄", sob: "😭", sparkles: "✨", speech_balloon: "💬", star: "⭐",
  star2: "🌟", stopwatch: "⏱️", sunny: "☀️", thinking_face: "🤔", third_place_medal: "🥉",
  thumbsdown: "👎", thumbsup: "👍", trophy: "🏆", triangular_flag_on_post: "🚩", unlock: "🔓",
  warning: "⚠️", wastebasket: "🗑️", wave: "👋", white_check_mark: "✅", white_circle: "⚪",
  white_large_square: "⬜", large_green_square: "🟩", large_red_square: "🟥", wrench: "🔧",
  x: "❌", zap: "⚡", zzz: "💤",
}));

/** The character for a short code, or undefined where the page knows none. */
export function emojiFor(code) {
  return EMOJI.get(code.split("::")[0]);
}
