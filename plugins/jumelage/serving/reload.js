// Keeps an open page up to date while its sources are edited. Only the editing server sends it.
(() => {
  const script = document.currentScript;
  const base = script.dataset.base;
  const style = document.querySelector('link[rel="stylesheet"]:not([data-jumelage])');
  let events = null;
  let overlay = null;
  let shown = "";
  let hidden = "";

  function element(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function item(problem) {
    const made = document.createElement("li");
    if (problem.place) {
      const place = element(problem.open ? "a" : "span", problem.place, "jumelage-overlay__place");
      if (problem.open) place.href = problem.open;
      made.append(place);
    }
    made.append(element("p", problem.message, "jumelage-overlay__message"));
    if (problem.hint) made.append(element("p", problem.hint));
    if (problem.frame) made.append(element("pre", problem.frame));
    if (problem.code) made.append(element("code", problem.code));
    return made;
  }

  function remove() {
    overlay?.remove();
    overlay = null;
  }

  function hide() {
    hidden = shown;
    remove();
  }

  function show(state) {
    remove();
    overlay = element("section", "", "jumelage-overlay");
    overlay.setAttribute("role", "alert");
    overlay.lang = script.dataset.lang;
    overlay.tabIndex = -1;
    const list = document.createElement("ol");
    list.append(...state.problems.map(item));
    const button = element("button", state.hide, "jumelage-overlay__hide");
    button.type = "button";
    button.addEventListener("click", hide);
    overlay.append(element("h2", state.title), list, button);
    document.body.append(overlay);
    for (const frame of overlay.querySelectorAll("pre")) {
      // The caret must stay below its letter, so a long line scrolls; with the keyboard, too.
      if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
    }
  }

  function tell(event) {
    const state = JSON.parse(event.data);
    if (state.problems.length) {
      // What somebody has hidden comes back when there is something new to say, not with each new connection.
      shown = event.data;
      if (shown !== hidden) show(state);
      return;
    }
    remove();
    if (state.number !== script.dataset.number) {
      location.reload();
    } else if (style && state.style && !style.href.endsWith(state.style)) {
      // The new text has another seal than the one that the page was written with.
      style.removeAttribute("integrity");
      style.href = base + state.style;
    }
  }

  function listen() {
    if (events || document.hidden) return;
    events = new EventSource(`${base}/_jumelage/events`);
    events.addEventListener("message", tell);
  }

  function rest() {
    events?.close();
    events = null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  // A browser keeps six connections to one server: pages that nobody looks at leave theirs to the others.
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  // A page that the browser kept comes back without its connection.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  listen();
})();
