// The key "/" leads to the search, from wherever nobody is writing.
const link = document.querySelector("[data-search]");
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing || !link) return;
  event.preventDefault();
  const input = document.querySelector("[data-finder] input");
  if (input) input.focus();
  else location.assign(`${link.href}#_query`);
});
