// A live answer never overwrites what is being typed; every page works without this.
document.addEventListener("DOMContentLoaded", () => {
  const signs = () => {
    const field = document.activeElement;
    return field && field.closest && field.closest("#case") && field.type === "text"
      ? `${field.name}\n${field.value}` : "";
  };
  let sent = "";
  document.body.addEventListener("htmx:beforeRequest", () => { sent = ""; setTimeout(() => { sent = signs(); }); });
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    // The next change of this field asks again; until then its text stays where it is.
    const now = signs();
    if (now && now !== sent) event.detail.shouldSwap = false;
  });
});
