/* What is said beside a form of what was typed into it. */
"use strict";
const DraftLine = (() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const words = /** @type {Record<string, string>} */ (script.dataset);
  const lang = document.documentElement.lang || "en";

  /**
   * A time as pages write it, day first and by 24 hours: "Tue 7 July, 03:00".
   *
   * @param {string | number} at
   */
  function when(at) {
    const time = new Date(at);
    /** @param {Intl.DateTimeFormatOptions} options */
    const part = (options) => new Intl.DateTimeFormat(lang, options).format(time);
    /** @param {number} number */
    const two = (number) => String(number).padStart(2, "0");
    const date = `${part({ weekday: "short" })} ${time.getDate()} ${part({ month: "long" })}`;
    return `${date}, ${two(time.getHours())}:${two(time.getMinutes())}`;
  }

  /** A day given as "2026-07-06": "Mon 6 July". @param {string} iso */
  const day = (iso) => when(`${iso}T00:00`).replace(/, 00:00$/, "");

  /**
   * One line at the top of a form, with buttons of [text, what to do]; the one before goes.
   *
   * @param {HTMLFormElement} form
   * @param {string} text
   * @param {[string, () => void][]} buttons
   */
  function say(form, text, ...buttons) {
    hush(form);
    const line = document.createElement("div");
    line.className = "message draft-line";
    line.setAttribute("role", "status");
    const sentence = document.createElement("span");
    line.append(sentence);
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
    sentence.textContent = text; // after it is there, so that it is read out
    return line;
  }

  /** @param {HTMLFormElement} form */
  function hush(form) {
    for (const line of form.querySelectorAll(".draft-line")) line.remove();
  }

  /** @param {HTMLElement} line @param {string} text @param {string} href */
  const link = (line, text, href) => {
    const anchor = document.createElement("a");
    anchor.href = href;
    anchor.textContent = text;
    line.append(anchor);
  };

  /** @param {Draft} draft */
  const back = (draft) => words.draftBack.replace("{when}", when(draft.at));

  return { back, day, hush, link, say, when, words };
})();
