/* The strip at the foot: what has become of the last touch, and what may be done about it. Nothing
in it moves a zone. */
"use strict";
const Strip = (() => {
  const SHOWN = 6000; // how long "Undo" stays
  const GAP = 2000; // between "Undo" and the offer in its place, for a thumb already on its way
  const MANY = 10; // from so many entries of a night on, one touch may stand for the rest of it
  const { words } = Pad;
  const [status, trouble, undo, rest] = ["status", "trouble", "undo", "rest"].map(Pad.part);

  /** @type {Intl.PluralRules | undefined} */
  let rules;
  /**
   * A number of "twitches", "jerks" or "seconds", in the reader's language.
   *
   * @param {string} kind
   * @param {number} number
   */
  function counted(kind, number) {
    rules ||= new Intl.PluralRules(document.documentElement.lang);
    const text = document.body.getAttribute(`data-${kind}-${rules.select(number)}`) || words[kind];
    return text.replace("{n}", String(number));
  }

  /**
   * How many and how long, as stored; one twitch of no length goes without saying.
   *
   * @param {Entry} entry
   * @param {number} least
   */
  function amount({ movement, count, duration_seconds: seconds }, least = 2) {
    const many = count >= least ? counted(movement === "jerk" ? "jerks" : "twitches", count) : "";
    return [many, seconds ? counted("seconds", seconds) : ""].filter(Boolean);
  }

  /**
   * Show `text` as what has become of the last touch, after its place and amounts.
   *
   * @param {string} text
   * @param {string} state
   * @param {string[]} amounts
   */
  function say(text, state, amounts = Pad.latest ? amount(Pad.latest.entry.told) : []) {
    status.textContent = Pad.latest ? `${[Pad.latest.name, ...amounts].join(", ")}. ${text}` : text;
    status.dataset.state = state;
    trouble.textContent = "";
  }

  /* What was said before is not to be taken for this touch's. */
  function hush() {
    status.textContent = "";
    status.dataset.state = "";
  }

  /** @param {string} text */
  function complain(text) {
    rest.hidden = true;
    hush();
    trouble.textContent = text;
    if (navigator.vibrate) navigator.vibrate([200, 100, 200]);
  }

  /**
   * What the phone's store refused, in words. A full disk is seldom called one: browsers tell an
   * error of no meaning.
   *
   * @param {any} error
   */
  function fail(error) {
    const name = error?.name;
    const closed = /^(Security|InvalidState|Reference|Type)Error$/.test(name);
    if (name === "QuotaExceededError") complain(words.full);
    else complain(closed ? words.closed : words.failed);
  }

  /** @type {number | undefined} */
  let fading;
  const stay = () => clearTimeout(fading);

  function clear() {
    undo.hidden = rest.hidden = true;
  }

  function offerUndo() {
    clearTimeout(fading);
    undo.hidden = false;
    fading = setTimeout(fade, SHOWN);
  }

  function fade() {
    const focused = document.activeElement === undo; // somebody is on the way to it
    undo.hidden = !focused;
    fading = focused ? setTimeout(fade, 1000) : setTimeout(offerRest, GAP);
  }

  /** Named as in the diary. @param {string | number} at */
  function nightOf(at) {
    const day = new Date(at);
    day.setHours(day.getHours() - 12);
    return new Date(day.getTime() - day.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  // Whoever has touched this often may stop: one touch for many more, and morning asks how many.
  const offerRest = () => Pad.later(lookForMany());
  async function lookForMany() {
    const night = nightOf(Date.now());
    const entries = await Outbox.all();
    const tonight = entries.filter(
      ({ told, account }) => account === Pad.account && nightOf(told.happened_at) === night
    );
    rest.value = `rest-of-${night}`; // its entry's id: twice in one night is once
    rest.hidden =
      tonight.length < MANY ||
      tonight.some(({ told }) => told.id === rest.value) ||
      !undo.hidden ||
      Pad.presses.size > 0 ||
      Boolean(trouble.textContent);
  }

  async function takeBack() {
    undo.hidden = true;
    clearTimeout(fading);
    fading = setTimeout(offerRest, GAP);
    try {
      const { entry, before } = /** @type {Touched} */ (Pad.latest);
      const taken = await Touches.undo(entry, before);
      if (taken && !taken.left) Places.back();
      if (!taken) say(words.sealed, "sealed");
      else
        say(
          taken.left
            ? words.remains.replace("{amount}", amount(taken.left.told, 1).join(", "))
            : words.undone,
          "undone",
          []
        );
    } catch (error) {
      fail(error);
    }
  }

  undo.addEventListener("click", takeBack);
  return {
    clear,
    complain,
    counted,
    fail,
    hush,
    offerRest,
    offerUndo,
    say,
    stay,
    takeBack,
    get complains() {
      return Boolean(trouble.textContent);
    },
    get offersUndo() {
      return !undo.hidden;
    },
    get state() {
      return status.dataset.state || "";
    }
  };
})();
