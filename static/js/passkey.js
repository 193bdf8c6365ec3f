// Says in words what went wrong with a passkey; allauth's own script would only write it to the
// console.
(() => {
  const problem = /** @type {HTMLElement} */ (document.getElementById("passkey_problem"));
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    problem.hidden = false;
    problem.focus();
  });
})();
