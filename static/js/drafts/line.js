/* What is said beside a form of what was typed into it. */
"use strict";
const DraftLine = (() => {
  const words = document.currentScript.dataset;
  const lang = document.documentElement.lang || "en";

  /* A time as pages write it, day first and by 24 hours: "Tue 7 July, 03:00". */
  function when(at) {
    const time = new Date(at);
    const part = (options) => new Intl.DateTimeFormat(lang, options).format(time);
    const two = (number) => String(number).padStart(2, "0");
    return `${part({ weekday: "short" })} ${time.getDate()} ${part({ month: "long" })}, ${two(time.getHours())}:${two(time.getMinutes())}`;
  }

  /* A day given as "2026-07-06": "Mon 6 July". */
  const day = (iso) => when(`${iso}T00:00`).replace(/, 00:00$/, "");

  /* One line at the top of a form, with buttons of [text, what to do]; the one before goes. */
  function say(form, text, ...buttons) {
    hush(form);
    const line = document.createElement("div");
    line.className = "message draft-line";
    line.setAttribute("role", "status");
    const said = document.createElement("span");
    line.append(said);
    for (const [name, work] of buttons) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn-plain";
      button.textContent = name;
      button.addEventListener("click", (event) => {
        event.stopPropagation(); // nothing of the form was touched
        work();
      });
      line.append(button);
    }
    form.prepend(line);
    said.textContent = text; // after it is there, so that it is read out
    return line;
  }

  function hush(form) {
    for (const line of form.querySelectorAll(".draft-line")) line.remove();
  }

  const link = (line, text, href) => {
    const there = document.createElement("a");
    there.href = href;
    there.textContent = text;
    line.append(there);
  };

  const back = (draft) => words.draftBack.replace("{when}", when(draft.at));

  return { back, day, hush, link, say, when, words };
})();
