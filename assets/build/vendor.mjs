// Makes assets/vendor from the packages named in package.json. Run by vendor.sh; the results are committed.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const { PurgeCSS } = require("purgecss");
const sass = require("sass");

const [assets, templates] = process.argv.slice(2);
const packages = join(process.cwd(), "node_modules");
const italia = join(packages, "bootstrap-italia");
const out = join(assets, "vendor");

/** Every file under a folder. */
const walk = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
const pages = walk(templates).filter((path) => path.endsWith(".html"));

async function styles() {
  const whole = sass.compile(join(assets, "build/bootstrap-italia.scss"), {
    loadPaths: [join(italia, "src/scss")],
    style: "compressed",
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "color-functions", "mixed-decls", "slash-div", "if-function"],
  }).css;
  const [purged] = await new PurgeCSS().purge({
    content: [...pages, ...walk(join(assets, "js"))],
    css: [{ raw: whole }],
    // Names that templates build from data, and states that the script sets.
    safelist: { standard: [/^alert-/, /^bg-/, /^icon-/, /^is-/, "js"] },
    keyframes: true,
    fontFace: true,
  });
  // Nothing may be fetched from outside, and the version is announced in the form that the AgID validator reads.
  const css = purged.css
    // The blue of the design system gives way to the municipality's colour (`/colori.css`).
    .replace(/#06c\b|#0066cc\b|hsl\(210, ?100%, ?40%\)/gi, "var(--blue)")
    .replace(/@charset "UTF-8";|\uFEFF/g, "")
    .replace(/@import url\([^)]*\);?/g, "")
    .replace(/url\("data:image\/svg\+xml,([^"]*)"\)/g, (_, svg) => `url("${picture(decode(svg))}")`);
  if (/url\(["']?(https?|data):/.test(css)) throw new Error("the style sheet asks for something outside");
  return css;
}

/** Percent decoding that leaves a lone percent sign alone: the style sheet has some. */
const decode = (text) => text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

/** Drawings inside the style sheet become files: the content security policy allows no `data:` address. */
function picture(svg) {
  const name = `${createHash("sha256").update(svg).digest("hex").slice(0, 8)}.svg`;
  writeFileSync(join(out, "bootstrap-italia", name), svg);
  return name;
}

/** The symbols of the icons that the templates call by name, with the licence comment kept out of the way. */
function sprite() {
  const wanted = new Set();
  for (const page of pages) {
    const text = readFileSync(page, "utf8");
    for (const [, argument] of text.matchAll(/icon\(([^()]*)\)/g))
      for (const [, name] of argument.split(", ")[0].matchAll(/'([a-z0-9-]+)'/g)) wanted.add(name);
    for (const [, names] of text.matchAll(/set (?:message_icons|glyphs|icons) = \{([^}]*)\}/g))
      for (const [, name] of names.matchAll(/: '([a-z0-9-]+)'/g)) wanted.add(name);
  }
  const whole = readFileSync(join(italia, "dist/svg/sprites.svg"), "utf8");
  const symbols = [...wanted].sort().map((name) => {
    const found = whole.match(new RegExp(`<(symbol|svg)[^>]*id="it-${name}"[^>]*>.*?</\\1>`, "s"));
    if (!found) throw new Error(`no icon ${name} in the sprite`);
    return found[0];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}

rmSync(out, { recursive: true, force: true });
for (const folder of ["bootstrap-italia", "idiomorph", "titillium-web"]) mkdirSync(join(out, folder), { recursive: true });
writeFileSync(join(out, "bootstrap-italia/bootstrap-italia.css"), await styles());
writeFileSync(join(out, "bootstrap-italia/sprites.svg"), sprite());
cpSync(join(italia, "LICENSE"), join(out, "bootstrap-italia/LICENSE"));
cpSync(join(packages, "idiomorph/dist/idiomorph.esm.js"), join(out, "idiomorph/idiomorph.js"));
cpSync(join(packages, "idiomorph/LICENSE"), join(out, "idiomorph/LICENSE"));
const fonts = join(italia, "dist/fonts/Titillium_Web");
for (const weight of ["regular", "italic", "600", "700"]) {
  const file = `titillium-web-v10-latin-ext_latin-${weight}.woff2`;
  cpSync(join(fonts, file), join(out, "titillium-web", file));
}
cpSync(join(fonts, "OFL.txt"), join(out, "titillium-web/OFL.txt"));
for (const path of walk(out)) console.log(statSync(path).size, path);
