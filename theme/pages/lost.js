// Whoever lost their way in one language reads that one first, and finds the nearest sections at the top.
const parts = [...document.querySelectorAll("[data-home]")];
const own = parts.find((part) => location.pathname.startsWith(part.dataset.home)) ?? parts.find((part) => navigator.language.startsWith(part.lang));
if (own) {
  parts[0].before(own);
  const words = location.pathname.slice(own.dataset.home.length).split("/")[0].toLowerCase();
  const list = own.querySelector("ul");
  const near = (link) => {
    const segment = link.pathname.split("/").at(-2);
    let shared = 0;
    while (shared < segment.length && segment[shared] === words[shared]) shared += 1;
    return shared;
  };
  const best = [...list.querySelectorAll("a")].filter((link) => words && near(link) >= Math.min(4, words.length));
  for (const link of best.sort((a, b) => near(a) - near(b))) {
    link.classList.add("lost__near");
    list.prepend(link.parentElement);
  }
}
