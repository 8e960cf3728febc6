// The reader on a page of its own: /reports/<id>#4047-4061 opens with that sentence marked.
import { Reader, openFromHash } from "./reader.js";

const reader = new Reader(document.querySelector("main"));
openFromHash(reader);
window.addEventListener("hashchange", () => openFromHash(reader));
