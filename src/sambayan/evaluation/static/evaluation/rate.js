// While rating: the chosen cell of the matrix follows the two ratings. The server computes the predicate again.
const form = document.querySelector("[data-rating]");
const order = { above: 0, meets: 1, below: 2 };

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

form?.addEventListener("change", show);
