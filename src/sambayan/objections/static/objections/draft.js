// While an objection is written: what was typed is sent a moment after the last key, so that nothing is lost.
const form = document.querySelector("[data-autosave]");
const told = form?.querySelector("[data-autosaved]");
const words = form?.querySelector("[data-words]");
const WAIT = 1500;
let waiting;

async function save() {
  const body = new FormData(form);
  body.delete("uploads"); // files go with the button, once
  body.delete("dropped");
  body.set("autosave", "1");
  try {
    const answer = await fetch(form.action || location.href, { method: "POST", body });
    if (answer.status === 204) told.textContent = words.dataset.saved;
  } catch {
    told.textContent = words.dataset.lost;
  }
}

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(save, WAIT);
});
form?.addEventListener("submit", () => clearTimeout(waiting));
