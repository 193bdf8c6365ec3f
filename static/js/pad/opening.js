/* Opening the pad: first what touching needs, then the rest. */
"use strict";
(() => {
  const { words } = Pad;
  let stale = false; // a newer release governs this page

  addEventListener("load", () => {
    document.head.append(
      Object.assign(document.createElement("link"), { rel: "manifest", href: words.manifest })
    );
  });
  if (navigator.serviceWorker) {
    const { serviceWorker } = navigator;
    let governed = serviceWorker.controller;
    serviceWorker.addEventListener("controllerchange", () => {
      stale ||= Boolean(governed); // the first worker to come is of this page's own release
      governed = serviceWorker.controller;
    });
    addEventListener("load", () =>
      Pad.later(serviceWorker.register(words.worker, { scope: "./" }))
    );
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && stale)
      setTimeout(() => {
        if (document.hidden) location.reload();
      }, 1000);
  });

  (async () => {
    try {
      const hand = await PhoneStore.setting("hand");
      if (hand) BodyMap.layFor(hand);
      await Places.load();
    } catch (error) {
      Strip.fail(error);
    }
    words.ready = "yes";
    Pad.later(Touches.prepare());
    Sending.begin();
  })();
  BodyMap.layFor("right");
})();
