
"use strict";
// Filters the findings by code and severity. Without it, all of them are shown, and there are no buttons.
(() => {
  const filter = document.getElementById("filter");

  function show() {
    const pressed = (key) =>
      [...filter.querySelectorAll(`[data-${key}][aria-pressed=true]`)].map((button) => button.dataset[key]);
    const codes = pressed("code");
    const severities = pressed("severity");
    let shown = 0;
    for (const group of document.querySelectorAll("#findings > table > tbody")) {
      let any = false;
      for (const row of group.querySelectorAll(".finding")) {
        row.hidden = (codes.length > 0 && !codes.includes(row.dataset.code))
          || (severities.length > 0 && !severities.includes(row.dataset.severity));
        const next = row.nextElementSibling;
        if (next && next.classList.contains("excerpt")) {
          next.hidden = row.hidden;
        }
        any ||= !row.hidden;
        shown += row.hidden ? 0 : 1;
      }
      group.hidden = !any;
    }
    const all = Number(filter.dataset.all).toLocaleString("en");
    filter.lastElementChild.textContent =
      codes.length + severities.length ? `${shown.toLocaleString("en")} of ${all} findings shown` : "";
  }

  if (filter) {
    filter.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) {
        button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "false");
        show();
      }
    });
    filter.hidden = false;
  }

  // What is closed is printed all the same, since paper cannot be opened.
  window.addEventListener("beforeprint", () =>
    document.querySelectorAll("header details, #findings details").forEach((part) => (part.open = true)));
})();
