// What the script says, in the language of the page: components/texts.html.
const texts = new Map();
const template = document.getElementById("texts");
for (const line of template?.content.querySelectorAll("[data-text]") ?? []) texts.set(line.dataset.text, line.textContent);

/** The text `key` with its braces filled: say("saved", { when: "22:41" }). */
export function say(key, values = {}) {
  return (texts.get(key) ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
