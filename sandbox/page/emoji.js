import { el } from "./dom.js";

// The shortcodes that a workplace uses; any other stays visible as it was written.
const TABLE = `
red_circle 🔴|large_orange_circle 🟠|orange_circle 🟠|large_yellow_circle 🟡|yellow_circle 🟡|large_green_circle 🟢
green_circle 🟢|large_blue_circle 🔵|blue_circle 🔵|large_purple_circle 🟣|purple_circle 🟣|large_brown_circle 🟤
black_circle ⚫|white_circle ⚪|large_red_square 🟥|large_orange_square 🟧|large_yellow_square 🟨|large_green_square 🟩
large_blue_square 🟦|large_purple_square 🟪|large_brown_square 🟫|black_large_square ⬛|white_large_square ⬜
black_small_square ▪️|white_small_square ▫️|black_medium_square ◼️|white_medium_square ◻️|radio_button 🔘
small_red_triangle 🔺|small_red_triangle_down 🔻|small_orange_diamond 🔸|small_blue_diamond 🔹
large_orange_diamond 🔶|large_blue_diamond 🔷|white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌
negative_squared_cross_mark ❎|heavy_multiplication_x ✖️|heavy_plus_sign ➕|heavy_minus_sign ➖|heavy_division_sign ➗
warning ⚠️|no_entry ⛔|no_entry_sign 🚫|octagonal_sign 🛑|construction 🚧|rotating_light 🚨|exclamation ❗|question ❓
grey_exclamation ❕|grey_question ❔|bangbang ‼️|interrobang ⁉️|information_source ℹ️|sos 🆘|new 🆕|ok 🆗|up 🆙|free 🆓
calendar 📆|date 📅|spiral_calendar_pad 🗓️|spiral_calendar 🗓️|alarm_clock ⏰|stopwatch ⏱️|timer_clock ⏲️|hourglass ⌛
hourglass_flowing_sand ⏳|watch ⌚|clock1 🕐|clock3 🕒|clock6 🕕|clock9 🕘|clock10 🕙|clock12 🕛|bell 🔔|no_bell 🔕|zzz 💤
mega 📣|loudspeaker 📢|speech_balloon 💬|left_speech_bubble 🗨️|thought_balloon 💭|envelope ✉️|email 📧|incoming_envelope 📨
inbox_tray 📥|outbox_tray 📤|package 📦|memo 📝|pencil 📝|pencil2 ✏️|clipboard 📋|page_facing_up 📄|page_with_curl 📃
bookmark_tabs 📑|bookmark 🔖|label 🏷️|file_folder 📁|open_file_folder 📂|card_index_dividers 🗂️|file_cabinet 🗄️
wastebasket 🗑️|paperclip 📎|link 🔗|pushpin 📌|round_pushpin 📍|triangular_flag_on_post 🚩|checkered_flag 🏁
bar_chart 📊|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|moneybag 💰|euro 💶|dollar 💵|credit_card 💳
receipt 🧾|bulb 💡|mag 🔍|mag_right 🔎|key 🔑|lock 🔒|unlock 🔓|closed_lock_with_key 🔐|shield 🛡️|gear ⚙️|wrench 🔧
hammer 🔨|hammer_and_wrench 🛠️|triangular_ruler 📐|straight_ruler 📏|nut_and_bolt 🔩|toolbox 🧰|computer 💻|desktop_computer 🖥️|keyboard ⌨️|printer 🖨️
iphone 📱|satellite_antenna 📡|electric_plug 🔌|battery 🔋|floppy_disk 💾|cloud ☁️|globe_with_meridians 🌐
earth_africa 🌍|office 🏢|house 🏠|factory 🏭|truck 🚚|rocket 🚀|airplane ✈️|fire 🔥|zap ⚡|boom 💥|star ⭐|star2 🌟
sparkles ✨|tada 🎉|confetti_ball 🎊|trophy 🏆|medal 🏅|first_place_medal 🥇|dart 🎯|jigsaw 🧩|books 📚|book 📖
mortar_board 🎓|+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|wave 👋|raised_hands 🙌|clap 👏|pray 🙏|muscle 💪|ok_hand 👌
point_right 👉|point_left 👈|point_up 👆|point_down 👇|hand ✋|raised_hand ✋|raising_hand 🙋|eyes 👀|handshake 🤝
busts_in_silhouette 👥|bust_in_silhouette 👤|man_technologist 👨‍💻|woman_technologist 👩‍💻|robot_face 🤖|smile 😄|slightly_smiling_face 🙂
grinning 😀|joy 😂|wink 😉|thinking_face 🤔|neutral_face 😐|worried 😟|cry 😢|sob 😭|sweat_smile 😅|disappointed 😞
tired_face 😫|scream 😱|sunglasses 😎|partying_face 🥳|heart ❤️|blue_heart 💙|green_heart 💚|yellow_heart 💛
broken_heart 💔|palm_tree 🌴|beach_with_umbrella 🏖️|face_with_thermometer 🤒|baby 👶|coffee ☕|pizza 🍕|cake 🍰
sunny ☀️|partly_sunny ⛅|rainbow 🌈|snowflake ❄️|umbrella ☔|sunrise 🌅|crescent_moon 🌙|seedling 🌱|four_leaf_clover 🍀
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrow_upper_right ↗️|arrow_lower_right ↘️|arrow_forward ▶️
arrows_counterclockwise 🔄|repeat 🔁|leftwards_arrow_with_hook ↩️|arrow_right_hook ↪️|fast_forward ⏩|rewind ⏪
double_vertical_bar ⏸️|pause_button ⏸️|black_square_for_stop ⏹️|play_or_pause_button ⏯️|heavy_dollar_sign 💲
one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|zero 0️⃣|keycap_ten 🔟|hash #️⃣|100 💯
crown 👑|gem 💎|gift 🎁|balloon 🎈|ticket 🎫|scales ⚖️|compass 🧭|world_map 🗺️|map 🗺️|ship 🚢|anchor ⚓|microscope 🔬
test_tube 🧪|bug 🐛|turtle 🐢|snail 🐌|rabbit2 🐇|owl 🦉|bee 🐝|ghost 👻|see_no_evil 🙈|lifter 🏋️|walking 🚶|runner 🏃
`;

const EMOJI = new Map(
  TABLE.split(/[|\n]/).filter(Boolean).map((entry) => {
    const cut = entry.lastIndexOf(" ");
    return [entry.slice(0, cut), entry.slice(cut + 1)];
  }),
);

/** The picture of a shortcode without its colons, or null. */
export const emojiOf = (name) => EMOJI.get(name.split("::")[0]) || null;

/** Writes a text with its known shortcodes as pictures. */
export function withEmoji(text) {
  return String(text).replace(/:([a-z0-9_+-]+):(?::skin-tone-\d:)?/g, (whole, name) => emojiOf(name) || whole);
}

// Health is told by coloured dots, and not every machine has a font for them: these are drawn, the letter stays under it.
const SHAPES = new Map([..."🔴🟠🟡🟢🔵🟣🟤⚫⚪"].map((glyph, at) => [glyph, `dot hue-${at}`])
  .concat([..."🟥🟧🟨🟩🟦🟪🟫⬛⬜"].map((glyph, at) => [glyph, `dot square hue-${at}`])));
const GLYPHS = new RegExp(`([${[...SHAPES.keys()].join("")}])`, "u");

/** A text as words and drawn dots. */
export function drawGlyphs(text) {
  const parts = String(text).split(GLYPHS).filter(Boolean);
  return parts.map((part) => (SHAPES.has(part) ? el("span", { class: SHAPES.get(part) }, part) : part));
}

/** The picture of a shortcode as a node, or null when there is none. */
export function emojiNode(name) {
  const picture = emojiOf(name);
  return picture && el("span", { class: "emoji", title: `:${name}:` }, drawGlyphs(picture));
}
