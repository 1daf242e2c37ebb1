// The only script of the pages. Everything works without it; with it, drafts save themselves, files show their progress,
// code lists can be searched. No framework, nothing inline, nothing from elsewhere.
import { startAutosave } from "./js/autosave.js";
import { startComboboxes } from "./js/combobox.js";
import { startPage } from "./js/page.js";
import { startSearch } from "./js/search.js";
import { startUploads } from "./js/upload.js";

document.documentElement.classList.add("js");
startPage();
startComboboxes();
startSearch();
const draft = startAutosave(document.querySelector("form[data-autosave]"));
startUploads(draft);
