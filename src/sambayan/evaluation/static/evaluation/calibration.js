// The calibration board: a card moves by mouse or by keyboard; where it lands is asked of the server, never kept here.
// Notes save themselves. Without this file the links and forms of the page do the same.
const board = document.querySelector("[data-board]");
const mover = document.querySelector("[data-mover]");
const says = document.querySelector("[data-move-says]");
const squares = board ? [...board.querySelectorAll("[data-square]")] : [];
const WIDE = 3;
const FAR = 6;

const squareOf = (card) => card.closest("[data-square]");

const say = (words) => {
  if (says) says.textContent = words;
};

const mark = (square) => squares.forEach((each) => each.classList.toggle("is-target", each === square));

const send = (card, square) => {
  mark(null);
  if (!square || square === squareOf(card)) return;
  mover.action = `${new URL(card.href).pathname}${mover.dataset.mover}/`;
  mover.elements.to.value = square.dataset.square;
  mover.submit();
};

// By keyboard: M takes the card up, arrows choose the cell, Enter sends, Escape lets go.
let held = null;
let place = 0;

const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

const take = (card) => {
  held = card;
  place = squares.indexOf(squareOf(card));
  card.classList.add("is-held");
  mark(squares[place]);
  say(`${board.dataset.moving} ${card.firstElementChild.firstChild.textContent}. ${squares[place].dataset.label}.`);
};

const release = () => {
  held?.classList.remove("is-held");
  held = null;
  mark(null);
};

const step = ([down, right]) => {
  const row = Math.floor(place / WIDE) + down;
  const column = (place % WIDE) + right;
  if (row < 0 || row >= WIDE || column < 0 || column >= WIDE) return;
  place = row * WIDE + column;
  mark(squares[place]);
  say(squares[place].dataset.label);
};

board?.addEventListener("keydown", (event) => {
  const card = event.target.closest("[data-card]");
  if (!card || !mover) return;
  if (!held) {
    if (event.key.toLowerCase() === "m" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      take(card);
    }
    return;
  }
  if (steps[event.key]) step(steps[event.key]);
  else if (event.key === "Enter") send(held, squares[place]);
  else if (event.key === "Escape" || event.key === "Tab") say(board.dataset.cancelled);
  else return;
  if (event.key !== "Tab") event.preventDefault();
  if (["Enter", "Escape", "Tab"].includes(event.key)) release();
});

// By mouse or pen; a finger scrolls, and uses the form beside the board.
let drag = null;

board?.addEventListener("pointerdown", (event) => {
  const card = event.target.closest("[data-card]");
  if (!card || !mover || event.pointerType === "touch" || event.button !== 0) return;
  drag = { card, x: event.clientX, y: event.clientY, moved: false };
});

const under = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-square]");

document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  if (!drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR) return;
  drag.moved = true;
  drag.card.classList.add("is-held");
  mark(under(event));
});

document.addEventListener("pointerup", (event) => {
  if (!drag) return;
  const { card, moved } = drag;
  drag = null;
  card.classList.remove("is-held");
  if (!moved) return;
  card.addEventListener("click", (click) => click.preventDefault(), { once: true });
  setTimeout(() => send(card, under(event)));
});

document.addEventListener("pointercancel", () => {
  drag?.card.classList.remove("is-held");
  drag = null;
  mark(null);
});

// An arrow from the present card to each ghost of a proposal.
const SVG = "http://www.w3.org/2000/svg";

const BESIDE = 6;

// Just right of a card, in the margin of its cell, where the line covers no words.
const edge = (element, box) => {
  const at = element.getBoundingClientRect();
  return { x: at.right + BESIDE - box.left, y: at.top + at.height / 2 - box.top };
};

const drawArrows = () => {
  board.querySelector("svg.board-arrows")?.remove();
  const ghosts = [...board.querySelectorAll(".is-ghost[data-from]")];
  if (!ghosts.length || window.innerWidth < 768) return;
  const box = board.getBoundingClientRect();
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", "board-arrows");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("width", box.width);
  drawing.setAttribute("height", box.height);
  for (const ghost of ghosts) {
    const card = document.getElementById(ghost.dataset.from);
    if (!card) continue;
    const [from, to] = [edge(card, box), edge(ghost, box)];
    const line = document.createElementNS(SVG, "path");
    const angle = Math.atan2(to.y - from.y, to.x - from.x);
    const wing = (turn) => `L${to.x - 10 * Math.cos(angle + turn)} ${to.y - 10 * Math.sin(angle + turn)}`;
    line.setAttribute("d", `M${from.x} ${from.y}L${to.x} ${to.y}${wing(0.5)}M${to.x} ${to.y}${wing(-0.5)}`);
    drawing.append(line);
  }
  board.append(drawing);
};

if (board) {
  drawArrows();
  window.addEventListener("resize", drawArrows);
}

// A note saves itself a moment after the last letter; what could not be saved is said, and the button stays.
for (const form of document.querySelectorAll("[data-autosave]")) {
  const status = form.querySelector("[data-save-says]");
  let waiting = 0;
  const save = async () => {
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Requested-With": "fetch" },
      });
      status.textContent = answer.status === 204 ? form.dataset.saved : form.dataset.failed;
    } catch {
      status.textContent = form.dataset.failed;
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 1500);
  });
}
