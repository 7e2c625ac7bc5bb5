// Search with Pagefind, loaded when somebody asks for something; it answers in the language of the page, and says what
// there is in the others.
const finder = document.querySelector("[data-finder]");
const form = finder.querySelector("[role=search]");
const input = form.elements.q;
const part = (name) => finder.querySelector(`.finder__${name}`);
const [found, status, results, others] = ["found", "status", "results", "others"].map(part);
const filter = finder.querySelector(".filter");
const lang = document.documentElement.lang;
const MOST = 50;
let round = 0;

const loaded = new Map();
async function engine(path) {
  if (!loaded.has(path)) {
    const module = await import(path);
    await module.options({ excerptLength: 24 });
    loaded.set(path, module);
  }
  return loaded.get(path);
}

const lists = new Map();
const kinds = [...finder.querySelectorAll("[data-kind]")];
// What our own list of the kind says of a result; it is fetched when a result is of that kind.
async function facts(path) {
  const kind = kinds.find((link) => path.startsWith(link.dataset.kind));
  if (!kind) return { kind: "", name: "", in: {} };
  const url = `${kind.dataset.kind}list.json`;
  if (!lists.has(url)) lists.set(url, fetch(url).then((answer) => (answer.ok ? answer.json() : { names: {}, entries: [] })));
  const { names, entries } = await lists.get(url);
  const entry = entries.find((one) => one.path === path);
  return { kind: kind.dataset.kind, name: kind.textContent, in: entry?.in ?? {}, names };
}

function counted(element, count) {
  return (count === 1 ? element.dataset.one : element.dataset.other).replace("{count}", count.toLocaleString(lang));
}

function result({ url, meta, excerpt, about }) {
  const item = document.createElement("li");
  item.className = "finder__result";
  const title = document.createElement("h2");
  title.className = "finder__title";
  title.append(Object.assign(document.createElement("a"), { href: url, textContent: meta.title }));
  const kind = meta.kind ?? about.name;
  if (kind) item.append(Object.assign(document.createElement("p"), { className: "finder__kind", textContent: kind }));
  item.append(title);
  const text = document.createElement("p");
  // Pagefind marks what was found; all else in an excerpt is text.
  for (const piece of excerpt.split(/(<mark>[^<]*<\/mark>)/)) {
    // In an element of its own, or the blanks around it would go.
    const plain = new DOMParser().parseFromString(`<p>${piece}</p>`, "text/html").body.textContent;
    text.append(piece.startsWith("<mark>") ? Object.assign(document.createElement("mark"), { textContent: plain }) : plain);
  }
  item.append(text);
  return item;
}

function choices(select, pairs) {
  const chosen = select.value;
  const counts = new Map();
  for (const [key, name] of pairs) counts.set(key, [name, (counts.get(key)?.[1] ?? 0) + 1]);
  const sorted = [...counts].sort((a, b) => a[1][0].localeCompare(b[1][0], lang));
  select.replaceChildren(new Option(finder.dataset.all, ""), ...sorted.map(([key, [name, count]]) => new Option(`${name} (${count})`, key)));
  select.value = counts.has(chosen) ? chosen : "";
  select.parentElement.hidden = counts.size < 2;
}

function narrowed(all) {
  const { kind, municipality } = filter.elements;
  choices(kind, all.filter((one) => one.about.kind).map((one) => [one.about.kind, one.about.name]));
  const of = all.filter((one) => !kind.value || one.about.kind === kind.value);
  choices(municipality, of.flatMap((one) => (one.about.in.municipality ?? []).map((key) => [key, one.about.names.municipality[key]])));
  filter.hidden = kind.parentElement.hidden && municipality.parentElement.hidden;
  return of.filter((one) => !municipality.value || (one.about.in.municipality ?? []).includes(municipality.value));
}

let last = [];
function show() {
  const shown = narrowed(last);
  results.replaceChildren(...shown.map(result));
  status.textContent = shown.length ? counted(finder, shown.length) : finder.dataset.none;
}

// Only what holds just these words is offered: in another language what merely begins alike means something else.
async function elsewhere(query, own) {
  for (const item of others.children) {
    const { results: there } = await (await engine(item.dataset.index)).search(`"${query.replaceAll('"', " ")}"`);
    if (own !== round) return;
    const link = item.firstElementChild;
    link.textContent = counted(item, there.length);
    link.search = new URLSearchParams({ q: query });
    item.hidden = there.length === 0;
  }
}

async function search() {
  const own = ++round;
  const query = input.value.trim();
  history.replaceState(null, "", query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
  found.hidden = !query;
  if (!query) return;
  try {
    const { results: all } = await (await engine(finder.dataset.index)).search(query);
    const data = await Promise.all(all.slice(0, MOST).map((one) => one.data()));
    const about = await Promise.all(data.map((one) => facts(one.url)));
    if (own !== round) return;
    last = data.map((one, number) => ({ ...one, about: about[number] }));
    show();
    await elsewhere(query, own);
  } catch (error) {
    status.textContent = finder.dataset.failed;
    throw error;
  }
}

let waiting;
input.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 200);
});
input.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  input.value = "";
  search();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  search();
});
filter.addEventListener("change", show);
filter.addEventListener("submit", (event) => event.preventDefault());

part("without").hidden = true;
const asked = new URLSearchParams(location.search).get("q");
if (asked) {
  input.value = asked;
  search();
} else if (location.hash === "#_query") input.focus();
