/** The emoji that apps name by a short code, and nothing about where they are shown. */

const EMOJI = new Map(Object.entries({
  "+1": "👍", "-1": "👎", "100": "💯", alarm_clock: "⏰", arrow_down: "⬇️", arrow_forward: "▶️",
  arrow_left: "⬅️", arrow_right: "➡️", arrow_up: "⬆️", arrows_counterclockwise: "🔄",
  bar_chart: "📊", bell: "🔔", bell_off: "🔕", book: "📖", bookmark: "🔖", books: "📚", boom: "💥",
  brain: "🧠", bug: "🐛", bulb: "💡", calendar: "📆", chart_with_downwards_trend: "📉",
  chart_with_upwards_trend: "📈", checkered_flag: "🏁", clap: "👏", clipboard: "📋",
  clock9: "🕘", closed_book: "📕", closed_lock_with_key: "🔐", cloud: "☁️", compass: "🧭",
  confetti_ball: "🎊", construction: "🚧", crown: "👑", cry: "😢", crystal_ball: "🔮", dart: "🎯",
  detective: "🕵️", earth_americas: "🌎", eight: "8️⃣", exclamation: "❗", eyes: "👀",
  file_folder: "📁", fire: "🔥", first_place_medal: "🥇", five: "5️⃣", four: "4️⃣", gear: "⚙️",
  gem: "💎", globe_with_meridians: "🌐", green_book: "📗", green_heart: "💚",
  grey_question: "❔", hammer_and_wrench: "🛠️", handshake: "🤝", heart: "❤️",
  heavy_check_mark: "✔️", heavy_plus_sign: "➕", hourglass: "⌛", hourglass_flowing_sand: "⏳",
  house: "🏠", information_source: "ℹ️", key: "🔑", keycap_ten: "🔟", large_blue_circle: "🔵",
  large_green_circle: "🟢", large_green_square: "🟩", large_red_square: "🟥",
  large_yellow_circle: "🟡", ledger: "📒", link: "🔗", lock: "🔒", loudspeaker: "📢", mag: "🔍",
  mag_right: "🔎", medal: "🏅", mega: "📣", memo: "📝", mortar_board: "🎓", muscle: "💪",
  new: "🆕", nine: "9️⃣", no_bell: "🔕", no_entry: "⛔", no_entry_sign: "🚫", ok_hand: "👌",
  one: "1️⃣", open_book: "📖", open_file_folder: "📂", orange_book: "📙", partly_sunny: "⛅",
  party_popper: "🎉", pencil: "📝", pencil2: "✏️", point_down: "👇", point_right: "👉",
  point_up: "☝️", pray: "🙏", pushpin: "📌", question: "❓", rainbow: "🌈", raised_hands: "🙌",
  recycle: "♻️", red_circle: "🔴", repeat: "🔁", robot_face: "🤖", rocket: "🚀",
  rotating_light: "🚨", second_place_medal: "🥈", see_no_evil: "🙈", seedling: "🌱",
  seven: "7️⃣", shield: "🛡️", shrug: "🤷", six: "6️⃣", slightly_smiling_face: "🙂",
  small_blue_diamond: "🔹", small_orange_diamond: "🔸", smile: "😄", sob: "😭", sparkles: "✨",
  speech_balloon: "💬", sports_medal: "🏅", star: "⭐", star2: "🌟", stopwatch: "⏱️",
  sunny: "☀️", tada: "🎉", thinking_face: "🤔", third_place_medal: "🥉", three: "3️⃣",
  thumbsdown: "👎", thumbsup: "👍", triangular_flag_on_post: "🚩", trophy: "🏆", two: "2️⃣",
  unlock: "🔓", warning: "⚠️", wastebasket: "🗑️", wave: "👋", white_check_mark: "✅",
  white_circle: "⚪", white_large_square: "⬜", wrench: "🔧", x: "❌", zap: "⚡", zzz: "💤",
}));

/** The character for a short code, or undefined where the page knows none. */
export function emojiFor(code) {
  return EMOJI.get(code.split("::")[0]);
}
