/* When it was: the browser's clock and zone, unless an entry is being changed. */
"use strict";
(() => {
  const { choose, chosen, field, form, radios } = EpisodeForm;

  /**
   * A time as the field takes it: "2026-07-07T02:15", by the browser's clock.
   *
   * @param {Date} time
   */
  function wall(time) {
    /** @param {number} number */
    const two = (number) => String(number).padStart(2, "0");
    return (
      `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}` +
      `T${two(time.getHours())}:${two(time.getMinutes())}`
    );
  }

  /**
   * The time that a chip stands for on a page opened then.
   *
   * @param {string | undefined} chip
   * @param {Date} opened
   */
  function ago(chip, opened) {
    const time = new Date(opened);
    if (chip === "last_night") {
      time.setHours(3, 0, 0, 0);
      if (time > opened) time.setDate(time.getDate() - 1);
    } else {
      time.setMinutes(time.getMinutes() - (Number(chip) || 0));
    }
    return time;
  }

  function start() {
    let opened = new Date(field("opened_at").value);
    let touched = form.dataset.new !== "fresh";
    const show = () => {
      field("at").value = wall(ago(chosen("ago")?.value, opened));
    };
    const open = () => {
      opened = new Date();
      field("opened_at").value = opened.toISOString();
      show();
    };
    form.addEventListener("refilled", () => {
      // typed before, and so was its time
      touched = true;
      opened = new Date(field("opened_at").value);
    });
    field("at").addEventListener("input", () => choose("ago", "at"));
    radios("ago").forEach((radio) => {
      radio.addEventListener("change", () => {
        if (radio.value === "at") field("at").focus();
        else show();
      });
    });
    if (touched) return;
    field("time_zone").value =
      Intl.DateTimeFormat().resolvedOptions().timeZone || field("time_zone").value;
    open();
    form.addEventListener("input", () => {
      touched = true;
    });
    // A tab that slept until now shows the present time, as long as nothing was filled in.
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && !touched) open();
    });
  }

  if (field("opened_at")) start();
})();
