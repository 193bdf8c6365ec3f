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
   * What the field shows for a chip on a page opened then; of last night no time is known.
   *
   * @param {string | undefined} chip
   * @param {Date} opened
   */
  function shown(chip, opened) {
    if (chip === "last_night") return "";
    const time = new Date(opened);
    time.setMinutes(time.getMinutes() - (Number(chip) || 0));
    return wall(time);
  }

  function start() {
    let opened = new Date(field("opened_at").value);
    let touched = form.dataset.new !== "fresh";
    const show = () => {
      field("at").value = shown(chosen("ago")?.value, opened);
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
