// Narrows an index down by what its list.json says of each record. Without this script the whole index is there.
const form = document.querySelector("[data-filter]");
const button = form.parentElement.querySelector("[aria-expanded]");
// The list is loaded when somebody asks for it, or when the address does.
if (!location.search) await new Promise((asked) => button.addEventListener("click", asked, { once: true }));
const listing = document.querySelector("[data-listing]");
const pages = document.querySelector(".pages");
const { names, entries } = await fetch(form.dataset.list)
  .then((answer) => answer.json())
  .catch((error) => {
    form.parentElement.hidden = true;
    throw error;
  });
const facets = [...form.querySelectorAll("select")].filter((select) => select.name !== "sort");
const sort = form.elements.sort;
const before = [...listing.children];
const grid = document.createElement("ul");
grid.className = "grid";
// Two records without a page may lead to the same one.
const mark = (path, title) => `${path} ${title.trim()}`;
const cards = new Map(
  [...listing.querySelectorAll(".card")].map((card) => {
    const link = card.querySelector("a");
    return [mark(link.getAttribute("href"), link.textContent), card.parentElement];
  }),
);
const homes = new Map([...cards.values()].map((item) => [item, item.parentElement]));

const fits = (entry, but) =>
  facets.every((one) => one === but || !one.value || (entry.in[one.name] ?? []).includes(one.value));

// A card of a record that stands on another page of the index.
function made(entry) {
  const item = document.createElement("li");
  const heading = document.createElement("h2");
  const link = Object.assign(document.createElement("a"), { href: entry.path, textContent: entry.title });
  const card = document.createElement("article");
  card.className = "card";
  heading.className = "card__title";
  heading.append(link);
  card.append(heading);
  if (entry.summary) {
    card.append(Object.assign(document.createElement("p"), { className: "card__summary", textContent: entry.summary }));
  }
  item.append(card);
  cards.set(mark(entry.path, entry.title), item);
  return item;
}

function options(select) {
  const chosen = select.value;
  const counts = {};
  for (const entry of entries.filter((one) => fits(one, select))) {
    for (const key of entry.in[select.name] ?? []) counts[key] = (counts[key] ?? 0) + 1;
  }
  const known = Object.entries(names[select.name] ?? {}).sort((a, b) => a[1].localeCompare(b[1], document.documentElement.lang));
  const shown = known.filter(([key]) => counts[key] || key === chosen);
  const all = new Option(form.dataset.all, "");
  select.replaceChildren(all, ...shown.map(([key, name]) => new Option(`${name} (${counts[key] ?? 0})`, key)));
  select.value = chosen;
  select.parentElement.hidden = known.length < 2;
}

const order = {
  name: (a, b) => a.title.localeCompare(b.title, document.documentElement.lang),
  new: (a, b) => (b.since || "0").localeCompare(a.since || "0"),
  old: (a, b) => (a.since || "9").localeCompare(b.since || "9"),
};

function show() {
  facets.forEach(options);
  const found = entries.filter((entry) => fits(entry));
  const narrowed = facets.some((one) => one.value) || sort.value;
  if (narrowed && (pages || sort.value)) {
    if (sort.value) found.sort(order[sort.value]);
    grid.replaceChildren(...found.map((entry) => cards.get(mark(entry.path, entry.title)) ?? made(entry)));
    for (const item of grid.children) item.hidden = false;
    listing.replaceChildren(grid);
  } else {
    // Each card goes back to where the page had it.
    for (const [item, list] of homes) list.append(item);
    listing.replaceChildren(...before);
    const kept = new Set(found.map((entry) => mark(entry.path, entry.title)));
    for (const [one, item] of cards) item.hidden = !kept.has(one);
    for (const part of before) part.hidden = !part.querySelector("li:not([hidden]) > .card");
  }
  if (pages) pages.hidden = Boolean(narrowed);
  form.querySelector("[type=reset]").hidden = !narrowed;
  const { none, one, other } = form.dataset;
  form.querySelector("[role=status]").textContent =
    found.length === 0 ? none : found.length === 1 ? one : other.replace("{count}", found.length.toLocaleString(document.documentElement.lang));
}

function restore() {
  const state = new URLSearchParams(location.search);
  for (const select of facets) {
    const wanted = state.get(select.name) ?? "";
    select.replaceChildren(new Option("", ""), ...Object.keys(names[select.name] ?? {}).map((key) => new Option(key, key)));
    select.value = (names[select.name] ?? {})[wanted] ? wanted : "";
  }
  sort.value = order[state.get("sort")] ? state.get("sort") : "";
  show();
}

function keep() {
  const state = new URLSearchParams();
  for (const select of [...facets, sort]) if (select.value) state.set(select.name, select.value);
  const query = state.toString();
  history.pushState(null, "", query ? `?${query}` : location.pathname);
  show();
}

form.addEventListener("change", keep);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const select of [...facets, sort]) select.value = "";
  keep();
  facets[0].parentElement.hidden ? sort.focus() : facets[0].focus();
});
addEventListener("popstate", restore);
restore();
function open(wanted) {
  form.hidden = !wanted;
  button.setAttribute("aria-expanded", wanted);
}
button.addEventListener("click", () => open(form.hidden));
open(true);
