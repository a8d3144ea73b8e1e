// While rating: the chosen cell of the matrix follows the two ratings, and what is typed is kept as a draft.
// The server computes predicate, suggestion and warnings; without this file the page works and keeps no draft.
const form = document.querySelector("[data-rating]");
const order = { above: 0, meets: 1, below: 2 };
const WAIT = 2000;

function show() {
  const chosen = (name) => form.querySelector(`input[name=${name}]:checked`)?.value;
  const result = chosen("result_rating");
  const behaviour = chosen("behaviour_rating");
  const rows = [...form.querySelectorAll(".matrix tbody tr")];
  rows.forEach((row, place) => {
    const onRow = place === order[result];
    row.querySelector("th").classList.toggle("is-chosen", onRow);
    [...row.querySelectorAll("td")].forEach((cell, column) => {
      const onColumn = column === 2 - order[behaviour];
      cell.classList.toggle("is-chosen", onRow && onColumn);
      cell.classList.toggle("is-tinted", onRow !== onColumn);
      if (onRow && onColumn) {
        form.querySelector("[data-predicate]").textContent = cell.textContent;
        cell.setAttribute("aria-current", "true");
      } else {
        cell.removeAttribute("aria-current");
      }
    });
  });
}

let waiting;
let sending = false;
let again = false;
let stopped = false;

async function keep() {
  clearTimeout(waiting);
  if (stopped) return;
  if (sending) {
    again = true;
    return;
  }
  sending = true;
  const advice = form.querySelector("#advice");
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form) });
    if (answer.ok || answer.status === 409) {
      advice.innerHTML = await answer.text();
      const seen = advice.querySelector("[data-seen]")?.dataset.seen;
      if (seen) form.elements.seen.value = seen;
      stopped = answer.status === 409;
    }
  } catch {
    // Not reachable for the moment: the next change tries again, and nothing typed is lost on the page.
  }
  sending = false;
  if (again) {
    again = false;
    later();
  }
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(keep, WAIT);
}

form?.addEventListener("change", () => {
  show();
  keep();
});
form?.addEventListener("input", later);
form?.addEventListener("submit", () => {
  stopped = true;
  clearTimeout(waiting);
});
