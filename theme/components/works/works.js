// Sorts a table by the column whose heading is chosen; the choice is in the address. Without it, the table is by municipality.
const table = document.querySelector("[data-sortable]");
const body = table?.tBodies[0];
const rows = [...(body?.rows ?? [])];
const heads = [...(table?.tHead.rows[0].cells ?? [])];
const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

function key(row, column) {
  const cell = row.cells[column];
  return cell.dataset.sort ?? cell.textContent.trim();
}

// What is not known comes last, whichever way the rest is sorted.
function order(column, down) {
  return (one, other) => {
    const [a, b] = [key(one, column), key(other, column)];
    if (!a || !b) return Number(!a) - Number(!b);
    return down ? compare(b, a) : compare(a, b);
  };
}

function show() {
  const [column, down] = [Number(new URLSearchParams(location.search).get("sort") ?? 0), new URLSearchParams(location.search).has("down")];
  const chosen = column >= 1 && column <= heads.length;
  body.append(...(chosen ? [...rows].sort(order(column - 1, down)) : rows));
  heads.forEach((head, number) => {
    if (chosen && number === column - 1) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
}

if (table) {
  table.classList.add("works--sortable");
  table.tHead.rows[0].dataset.label = table.dataset.sortBy;
  heads.forEach((head, number) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "works__sort" });
    button.append(...head.childNodes);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      history.replaceState(null, "", `?sort=${number + 1}${down ? "&down" : ""}`);
      show();
    });
    head.append(button);
  });
  show();
}
