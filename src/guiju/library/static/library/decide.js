// A live answer never overwrites what is being typed; every page works without this.
document.addEventListener("DOMContentLoaded", () => {
  const typing = () => {
    const field = document.activeElement;
    const own = field && field.type === "text" && field.closest("#case");
    return own ? `${field.name}\n${field.value}` : "";
  };
  let sent = "";
  document.body.addEventListener("htmx:beforeRequest", () => {
    setTimeout(() => { sent = typing(); });
  });
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    // The next change of this field asks again; until then its text stays where it is.
    if (typing() && typing() !== sent) event.detail.shouldSwap = false;
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    // A switch of language or size comes back to the case as it stands now.
    const here = location.pathname + location.search;
    for (const next of document.querySelectorAll("header input[name=next]")) next.value = here;
  });
});
