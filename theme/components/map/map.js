// Zoom and pan of maps: by buttons, keys, wheel and fingers. Without this script a map is whole, as it is in print.
const SVG = "http://www.w3.org/2000/svg";
const DEEPEST = 12;
const NEAR = 26; // pixels at least between two marks, as where the map is drawn
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const within = (value, least, most) => Math.min(most, Math.max(least, value));

function element(name, attributes, ...content) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

// The dots of a mark for several: one a line, as `kind x y path name`; a name may have spaces.
function dots(mark) {
  return mark.dataset.dots.split("\n").map((line) => {
    const [kind, x, y, path, ...name] = line.split(" ");
    return { kind, x: Number(x), y: Number(y), path: path === "-" ? "" : path, name: name.join(" ") };
  });
}

function clusters(found, near) {
  const groups = [];
  for (const dot of found) {
    const group = groups.find(([first]) => Math.hypot(first.x - dot.x, first.y - dot.y) < near);
    if (group) group.push(dot);
    else groups.push([dot]);
  }
  return groups;
}

function part(group, mark) {
  const [{ kind, x, y, path, name }] = group;
  const names = [...new Set(group.map((one) => one.name))];
  const several = names.length > 1;
  const radius = Number(mark.querySelector("circle").getAttribute("r"));
  const circle = element("circle", { class: "map__dot", r: several ? radius : mark.dataset.radius });
  const label = several
    ? element("text", { class: "map__count" }, String(names.length))
    : element("text", { class: "map__name", x: Number(mark.dataset.radius) + 6, y: 6 }, name);
  const inner = element("g", { class: "map__mark" }, circle, label);
  const place = `translate(${x} ${y})`;
  const look = `map__link map__link--part${group.every((one) => one.kind === "home") ? " map__link--home" : ""}${group.every((one) => one.kind === "vague") ? " map__link--vague" : ""}`;
  const to = several ? mark.getAttribute("href") : path || mark.closest("[data-list]").dataset.list;
  return element("a", { class: look, href: to, transform: place, "aria-label": several ? `${names.length}: ${names.join(", ")}` : name }, inner);
}

// Several in one open where there is room for them.
function open(map, zoom) {
  const near = (mark) => Math.max(NEAR, 2 * mark.querySelector("circle").getAttribute("r"));
  for (const old of map.querySelectorAll(".map__link--part")) old.remove();
  for (const mark of map.querySelectorAll("[data-dots]")) {
    const groups = clusters(dots(mark), near(mark) / zoom);
    const opened = zoom > 1 && groups.length > 1;
    mark.classList.toggle("map__link--open", opened);
    if (opened) mark.after(...groups.map((group) => part(group, mark)));
  }
  // A name that would hide another waits for more room.
  const names = [...map.querySelectorAll(".map__link--part .map__name")];
  const taken = [...map.querySelectorAll(".map__link:not(.map__link--part, .map__link--open) .map__mark, .map__link--part .map__dot")].map((one) => one.getBoundingClientRect());
  for (const name of names) {
    const box = name.getBoundingClientRect();
    if (taken.some((one) => box.left < one.right && one.left < box.right && box.top < one.bottom && one.top < box.bottom)) name.remove();
    else taken.push(box);
  }
}

function zoomable(frame) {
  const maps = [...frame.querySelectorAll("svg")].map((map) => ({ map, width: map.viewBox.baseVal.width, height: map.viewBox.baseVal.height }));
  let [zoom, x, y] = [1, 0.5, 0.5]; // the middle, as a part of the width and of the height
  const buttons = {};
  let opened = 0;

  function show() {
    x = within(x, 0.5 / zoom, 1 - 0.5 / zoom);
    y = within(y, 0.5 / zoom, 1 - 0.5 / zoom);
    for (const { map, width, height } of maps) {
      map.setAttribute("viewBox", `${(x - 0.5 / zoom) * width} ${(y - 0.5 / zoom) * height} ${width / zoom} ${height / zoom}`);
      map.style.setProperty("--zoom", zoom);
      if (opened !== zoom) open(map, zoom);
    }
    opened = zoom;
    frame.classList.toggle("map__frame--near", zoom > 1);
    buttons.in.setAttribute("aria-disabled", zoom >= DEEPEST);
    for (const key of ["out", "whole"]) buttons[key].setAttribute("aria-disabled", zoom <= 1);
  }

  // What is at a point of the frame, 0.5 in the middle, stays there.
  function scale(factor, at = [0.5, 0.5]) {
    const next = within(zoom * factor, 1, DEEPEST);
    x += (at[0] - 0.5) * (1 / zoom - 1 / next);
    y += (at[1] - 0.5) * (1 / zoom - 1 / next);
    zoom = next;
    show();
  }

  function move(across, down) {
    x += across / zoom;
    y += down / zoom;
    show();
  }

  // Where a mark is in the frame.
  function place(mark) {
    const [box, dot] = [frame.getBoundingClientRect(), mark.querySelector(".map__dot").getBoundingClientRect()];
    return [((dot.left + dot.right) / 2 - box.left) / box.width, ((dot.top + dot.bottom) / 2 - box.top) / box.height];
  }

  // Where zooming in leads: to most of what can still be opened, or else to what is nearest to the middle.
  function target() {
    const seen = [...frame.querySelectorAll(".map__link")].filter((mark) => mark.getClientRects().length && place(mark).every((part) => part > 0 && part < 1));
    const weight = (mark) => (mark.matches(".map__link--home") ? 0 : Number(mark.querySelector(".map__count")?.textContent ?? 0));
    const off = (mark) => Math.hypot(...place(mark).map((part) => part - 0.5));
    const [first] = seen.sort((one, other) => weight(other) - weight(one) || off(one) - off(other));
    return first && place(first);
  }

  function centre([across, down]) {
    move(across - 0.5, down - 0.5);
  }

  const act = { in: () => scale(2, target()), out: () => scale(0.5), whole: () => scale(0) };
  const bar = document.createElement("div");
  bar.className = "map__tools";
  for (const [key, sign] of [["in", "+"], ["out", "−"], ["whole", "⤢"]]) {
    buttons[key] = Object.assign(document.createElement("button"), { type: "button", className: "map__tool", textContent: sign, title: frame.dataset[key] });
    buttons[key].setAttribute("aria-label", frame.dataset[key]);
    buttons[key].addEventListener("click", act[key]);
    bar.append(buttons[key]);
  }
  frame.after(bar);

  for (const one of [frame, bar]) one.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in KEYS && zoom > 1) move(...KEYS[event.key].map((step) => step / 5));
    else if (event.key === "+" || event.key === "=") act.in();
    else if (event.key === "-") act.out();
    else if (event.key === "0") act.whole();
    else return;
    event.preventDefault();
  });

  const at = (event) => {
    const box = frame.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  // Turning the wheel alone goes on to move the page.
  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    scale(Math.exp(-event.deltaY / 200), at(event));
  }, { passive: false });

  const fingers = new Map();
  let dragged = 0;
  frame.addEventListener("pointerdown", (event) => {
    dragged = 0;
    fingers.set(event.pointerId, at(event));
  });
  frame.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    const apart = (one) => Math.hypot(one[0] - other[0], one[1] - other[1]) || 0.01;
    dragged += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (other) scale(apart(now) / apart(before), [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2]);
    else if (zoom > 1) move(before[0] - now[0], before[1] - now[1]);
    fingers.set(event.pointerId, now);
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) frame.addEventListener(end, (event) => fingers.delete(event.pointerId));
  // Dragging from a dot does not follow its link; a press next to the dots moves that part to the middle.
  frame.addEventListener("click", (event) => {
    if (dragged > 0.02) event.preventDefault();
    else if (zoom > 1 && !event.target.closest("a")) centre(at(event));
  }, true);
  // What has the focus can be seen.
  frame.addEventListener("focusin", (event) => {
    const mark = event.target.closest(".map__link");
    if (mark && place(mark).some((part) => part < 0 || part > 1)) centre(place(mark));
  });
  frame.addEventListener("dragstart", (event) => event.preventDefault());
  show();
}

document.querySelectorAll(".map__frame").forEach(zoomable);
