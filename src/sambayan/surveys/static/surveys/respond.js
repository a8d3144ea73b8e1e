// One question per screen. The address keeps the place (#q3), so the browser's back button goes one question back.
// Without this file the form is one list with one button.
(() => {
  const root = document.documentElement;
  root.classList.add("is-paged");
  const asList = () => root.classList.remove("is-paged");
  addEventListener("error", asList);

  const KEPT = "sambayan-survey";
  const ready = () => {
    const form = document.querySelector("form[data-survey]");
    if (!form) return asList();
    const pages = [...form.querySelectorAll("[data-page]")];
    const questions = pages.filter((page) => page.matches("fieldset"));
    const last = pages[pages.length - 1];
    const summary = form.querySelector("[data-summary]");
    const top = form.querySelector(".survey-top");
    const segments = form.querySelector(".segments");
    const parts = [...segments.children];
    const next = form.querySelector("[data-next]");
    const hasAnswer = (page) => page.querySelector("input:checked") !== null;
    const now = () => pages.find((page) => page.hasAttribute("data-now"));
    const named = () => pages.find((page) => `#${page.id}` === location.hash) ?? pages[0];

    const show = (page, focus = true) => {
      pages.forEach((other) => other.toggleAttribute("data-now", other === page));
      const number = questions.indexOf(page) + 1;
      const isFirst = page === pages[0];
      top.hidden = segments.hidden = isFirst;
      next.hidden = isFirst || page === last;
      top.querySelector("[data-place]").hidden = !number;
      if (number) top.querySelector("[data-number]").textContent = number;
      parts.forEach((part, place) => part.classList.toggle("is-done", place < (number || parts.length)));
      if (summary) summary.hidden = !page.classList.contains("is-wrong") && page !== last;
      if (!focus) return;
      page.querySelector("h1").focus({ preventScroll: true });
      scrollTo(0, 0);
    };
    const go = (page) => {
      if (`#${page.id}` !== location.hash) history.pushState(null, "", `#${page.id}`);
      show(page);
    };
    const complain = (page) => {
      if (!page.classList.contains("is-wrong")) {
        const words = document.getElementById("missing").content.cloneNode(true).firstElementChild;
        words.id = `${page.id}-error`;
        page.querySelector(".choice").before(words);
        page.classList.add("is-wrong");
        page.setAttribute("aria-describedby", `${page.getAttribute("aria-describedby") ?? ""} ${words.id}`.trim());
      }
      page.querySelector("input").focus();
    };
    const onward = () => {
      const page = now();
      if (questions.includes(page) && !hasAnswer(page)) return complain(page);
      go(pages[pages.indexOf(page) + 1]);
    };

    form.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (event.target.closest("[data-next]")) return onward();
      if (event.target.closest("[data-back]")) {
        event.preventDefault();
        return go(pages[pages.indexOf(now()) - 1]);
      }
      const target = link && document.getElementById(link.hash.slice(1));
      const page = target?.closest("[data-page]");
      if (!page) return;
      event.preventDefault();
      go(page);
      if (target !== page) target.focus();
    });
    form.addEventListener("change", (event) => {
      const page = event.target.closest("fieldset.is-wrong");
      if (!page) return;
      page.classList.remove("is-wrong");
      page.querySelector(".error")?.remove();
      page.setAttribute("aria-describedby", page.querySelector(".hint").id);
    });
    // Enter on a radio button sends a form: until the last page that means "Lanjut".
    form.addEventListener("submit", (event) => {
      const missing = questions.find((page) => !hasAnswer(page));
      if (now() === last && !missing && navigator.onLine !== false) return;
      event.preventDefault();
      if (now() !== last) onward();
      else if (missing) {
        go(missing);
        complain(missing);
      } else form.querySelector("[data-offline]").hidden = false;
    });
    addEventListener("popstate", () => show(named()));
    addEventListener("online", () => { form.querySelector("[data-offline]").hidden = true; });

    // Changing the language keeps the place and, for this one step, the answers.
    document.querySelectorAll("a[hreflang]").forEach((link) => link.addEventListener("click", () => {
      sessionStorage.setItem(KEPT, JSON.stringify([...new FormData(form)]));
      link.hash = location.hash;
    }));
    const kept = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    for (const [name, value] of JSON.parse(kept ?? "[]")) {
      const field = form.elements[name];
      if (field && name !== "submission_id") field.value = value;
    }

    // Reading aloud, only where the device itself speaks the language of the page: nothing is sent anywhere.
    const read = (page, voice) => {
      const words = [page.querySelector("h1"), ...page.querySelectorAll(".choice span")].map((part) => part.textContent.trim());
      const spoken = Object.assign(new SpeechSynthesisUtterance(words.join(". ")), { voice, lang: voice.lang });
      speechSynthesis.cancel();
      speechSynthesis.speak(spoken);
    };
    const offerToRead = () => {
      const voice = window.speechSynthesis?.getVoices().find((one) => one.localService && one.lang.startsWith(root.lang));
      if (!voice || form.querySelector(".listen")) return;
      questions.forEach((page) => {
        const button = document.getElementById("listen").content.cloneNode(true).firstElementChild;
        button.addEventListener("click", () => read(page, voice));
        page.querySelector(".question-aid").append(button);
      });
    };
    window.speechSynthesis?.addEventListener?.("voiceschanged", offerToRead);
    offerToRead();

    const wrong = questions.find((page) => page.classList.contains("is-wrong"));
    const start = wrong ?? (summary ? last : named());
    if (summary) history.replaceState(null, "", `#${start.id}`);
    show(start, false);
    addEventListener("load", () => setTimeout(() => summary?.focus())); // after the browser has gone to the fragment
  };
  document.addEventListener("DOMContentLoaded", () => {
    try {
      ready();
    } catch (error) {
      asList();
      throw error;
    }
  });
})();
