// A live answer never overwrites what was typed meanwhile; every page works without this.
document.addEventListener("DOMContentLoaded", () => {
  const typing = () => {
    const field = document.activeElement;
    const own = field && field.type === "text" && field.closest("#case");
    return own ? `${field.name}\n${field.value}` : "";
  };
  let sent = "";
  let changed = false;
  document.body.addEventListener("change", () => { changed = true; }, true);
  document.body.addEventListener("htmx:beforeRequest", () => {
    changed = false;
    setTimeout(() => { sent = typing(); });
  });
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    // What changed meanwhile is asked for next, with everything that stands in the form.
    if (changed || (typing() && typing() !== sent)) event.detail.shouldSwap = false;
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    // A switch of language or size comes back to the case as it stands now.
    const here = location.pathname + location.search;
    for (const next of document.querySelectorAll("header input[name=next]")) next.value = here;
  });
});
