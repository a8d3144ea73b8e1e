// Small comforts for office pages. Every page works without this file: what needs it is hidden until it runs.

const on = (name, selector, act) =>
  document.addEventListener(name, (event) => {
    const element = event.target.closest?.(selector);
    if (element) act(element, event);
  });

const grow = (area) => {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
};

const leave = (toast) => {
  toast.classList.add("is-leaving");
  setTimeout(() => toast.remove(), 200);
};

// A toast stays while the pointer or the focus is on it; one that tells a mistake stays until it is dismissed.
const age = (toast) =>
  setTimeout(() => (toast.matches(":hover, :focus-within") ? age(toast) : leave(toast)), 8000);

const prepare = (root) => {
  root.querySelectorAll(".needs-script[hidden]").forEach((element) => { element.hidden = false; });
  if (!CSS.supports("field-sizing", "content")) root.querySelectorAll("textarea[data-grows]").forEach(grow);
  root.querySelectorAll("[data-toast='']").forEach(age);
};

prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.target));
document.querySelector("[data-summary]:not(.catalogue-example *)")?.focus();

on("input", "textarea[data-grows]", (area) => {
  if (!CSS.supports("field-sizing", "content")) grow(area);
});

on("click", "[data-dismisses]", (button) => leave(button.closest("[data-toast]")));

on("click", "[data-opens]", (opener, event) => {
  const dialog = document.getElementById(opener.dataset.opens);
  if (!dialog) return;
  event.preventDefault();
  dialog.showModal();
});

on("click", "[data-closes]", (button, event) => {
  event.preventDefault();
  button.closest("dialog")?.close();
});

// A click on the backdrop is a click on the dialog itself, outside its content.
on("click", "dialog[open]", (dialog, event) => {
  const box = dialog.getBoundingClientRect();
  const outside = event.clientY < box.top || event.clientY > box.bottom || event.clientX < box.left || event.clientX > box.right;
  if (event.target === dialog && outside) dialog.close();
});

on("submit", "form[data-confirms]", (form, event) => {
  if (!window.confirm(form.dataset.confirms)) event.preventDefault();
});

on("click", "[data-copies]", async (button) => {
  const word = button.querySelector("span") ?? button;
  const before = word.textContent;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim());
  word.textContent = button.dataset.done;
  setTimeout(() => { word.textContent = before; }, 3000);
});

on("change", "[data-theme-switch]", (select) => {
  const chosen = select.value;
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
  document.cookie = `theme=${chosen}; path=/; samesite=lax; max-age=${chosen ? 31536000 : 0}`;
});

on("click", "[data-prints]", (button, event) => {
  event.preventDefault();
  window.print();
});

on("keydown", "details.menu[open]", (menu, event) => {
  if (event.key !== "Escape") return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
