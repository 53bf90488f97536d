// Key entry by keyboard. Each sheet is sent at once; what the server did not take yet, and the
// sheet that is being keyed in, stay in localStorage until it did. The form works without this.
document.addEventListener("DOMContentLoaded", () => {
  // An entry that the server has closed needs nothing of what this browser still holds of it.
  for (const one of document.querySelectorAll("[data-entry-closed]")) {
    localStorage.removeItem(`guiju-entry-${one.dataset.entryClosed}`);
  }
  const form = document.getElementById("sheet");
  if (!form) return;
  const say = form.dataset;
  const store = `guiju-entry-${say.entry}`;
  const marks = [...form.querySelectorAll("input.mark")];
  const others = form.elements.others;
  const number = form.elements.number;
  const keep = document.getElementById("keep");
  const kept = document.getElementById("kept");
  const signs = { 1: "1", 2: "2", 3: "3", 0: "0", "?": "5", x: "4" };
  const missing = new Set(say.missing.split(",").filter(Boolean).map(Number));
  const close = document.getElementById("close");
  let sending = false;
  let handing = false; // Handing over was asked for, and waits until every sheet has arrived.
  let leaving = false;
  for (const one of document.querySelectorAll("[data-script]")) one.hidden = false;

  const held = () => {
    const empty = { waiting: {}, drafts: {} };
    try { return { ...empty, ...JSON.parse(localStorage.getItem(store)) }; } catch { return empty; }
  };
  const hold = (change) => {
    const all = held();
    change(all);
    const none = !Object.keys(all.waiting).length && !Object.keys(all.drafts).length;
    try {
      if (none) localStorage.removeItem(store);
      else localStorage.setItem(store, JSON.stringify(all));
      return true;
    } catch { return false; }
  };
  const told = (text, look = "") => { kept.textContent = text; kept.className = `kept ${look}`; };
  const plain = (typed) => {
    const sign = (typed || "").slice(-1).normalize("NFKC").toLowerCase();
    return sign === "×" ? "x" : sign;
  };
  const show = (input) => {
    const mark = signs[plain(input.value)];
    const said = input.parentElement.querySelector(".said");
    said.dataset.mark = mark ?? "";
    said.textContent = mark === undefined ? "" : form.getAttribute(`data-word-${mark}`);
  };
  const here = () => ({ marks: marks.map((one) => one.value), others: others.value });
  const draft = () => hold((all) => {
    const now = here();
    if (now.marks.some(Boolean) || now.others) all.drafts[number.value] = now;
    else delete all.drafts[number.value];
  });
  const fill = (sheet) => {
    marks.forEach((one, place) => { one.value = sheet.marks[place] ?? ""; show(one); });
    others.value = sheet.others ?? "";
  };
  const first = () => { marks[0]?.focus(); marks[0]?.select(); };
  const step = (input, by) => {
    const next = marks[marks.indexOf(input) + by] ?? (by > 0 ? others : marks[0]);
    next.focus();
    next.select();
  };

  for (const input of marks) {
    show(input);
    input.addEventListener("focus", () => input.select());
    const typed = () => {
      const sign = plain(input.value);
      if (sign && !(sign in signs)) {
        told(`${say.sayWrong} ${input.value}`, "wrong");
        input.value = "";
      } else {
        input.value = sign.toUpperCase();
        if (kept.classList.contains("wrong")) told("");
      }
      show(input);
      draft();
      if (input.value) step(input, 1);
    };
    input.addEventListener("input", (event) => { if (!event.isComposing) typed(); });
    input.addEventListener("compositionend", typed);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const back = event.key === "ArrowUp" || event.key === "ArrowLeft"
        || (event.key === "Backspace" && !input.value);
      const on = event.key === "ArrowDown" || event.key === "ArrowRight"
        || (event.key === "Enter" && !event.ctrlKey && !event.metaKey);
      if (!back && !on) return;
      event.preventDefault();
      step(input, back ? -1 : 1);
    });
  }
  others.addEventListener("input", draft);
  others.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowUp") { event.preventDefault(); marks.at(-1)?.focus(); }
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      keep.focus();
    }
  });
  keep.addEventListener("keydown", (event) => {
    if (event.key === "ArrowUp") { event.preventDefault(); others.focus(); }
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  const waiting = () => Object.keys(held().waiting).map(Number).sort((one, other) => one - other);
  const tellWaiting = () => {
    const open = waiting();
    if (!open.length) return;
    told(`${handing ? say.sayHanding : say.sayWaiting} ${open.map(coded).join("、")}`, "waiting");
  };
  const coded = (one) => say.code + String(one).padStart(4, "0");

  const send = async (one, sheet) => {
    const body = new URLSearchParams({ number: one, others: sheet.others });
    sheet.marks.forEach((mark, place) => body.set(`mark-${place}`, mark));
    let answer;
    try {
      answer = await fetch(say.keep, {
        method: "POST", body, credentials: "same-origin", redirect: "manual",
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      });
    } catch { return "later"; }
    const json = (answer.headers.get("content-type") || "").includes("json");
    if (answer.ok && json && (await answer.json()).kept === one) return "kept";
    if (answer.status === 400 && json) return (await answer.json()).errors.join("；");
    return answer.status >= 500 ? "later" : "sign-in";
  };
  // After signing in anew the page's token is another one; a fresh page has it.
  const renew = async () => {
    try {
      const page = await fetch(location.pathname, { redirect: "manual" });
      const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
      const token = fresh.querySelector("#close [name=csrfmiddlewaretoken]")?.value;
      if (!page.ok || !token) return false;
      for (const one of document.querySelectorAll("[name=csrfmiddlewaretoken]")) one.value = token;
      return true;
    } catch { return false; }
  };
  // One sheet after another, each until the server has it; nothing is dropped on the way.
  const flush = async () => {
    if (sending) return;
    sending = true;
    let stopped = false;
    for (const one of waiting()) {
      const sheet = held().waiting[one];
      let outcome = await send(one, sheet);
      if (outcome === "sign-in" && await renew()) outcome = await send(one, sheet);
      if (outcome === "kept") {
        hold((all) => {
          if (JSON.stringify(all.waiting[one]) === JSON.stringify(sheet)) delete all.waiting[one];
        });
        told(`${coded(one)} ${say.sayKept}`);
      } else if (outcome === "later") {
        stopped = true;
        tellWaiting();
        break;
      } else if (outcome === "sign-in") {
        stopped = true;
        told(say.saySignIn, "wrong");
        break;
      } else {
        // Refused for what it says: it goes back to be put right, and nothing is handed over.
        handing = false;
        hold((all) => { all.drafts[one] = all.waiting[one]; delete all.waiting[one]; });
        missing.add(one);
        seen(true);
        open(one);
        told(`${coded(one)} ${outcome}`, "wrong");
      }
    }
    sending = false;
    count();
    if (waiting().length) return stopped ? undefined : flush(); // Kept while others were sent.
    if (handing && !leaving) { leaving = true; close.submit(); }
  };
  const count = () => {
    const total = Number(say.sheets);
    document.getElementById("done-count").textContent = total - missing.size;
    const ready = !missing.size && !waiting().length;
    close.querySelector("button").classList.toggle("second", !ready);
  };
  const seen = (yes) => {
    for (const one of [form, document.getElementById("sheet-number")]) one.hidden = !yes;
  };
  const open = (one) => {
    number.value = one;
    document.getElementById("sheet-code").textContent = coded(one);
    document.getElementById("sheet-again").hidden = missing.has(one);
    const before = held().drafts[one];
    fill(before ?? { marks: [], others: "" });
    first();
  };

  form.addEventListener("submit", (event) => {
    const lacking = marks.findIndex((one) => !(plain(one.value) in signs));
    if (lacking >= 0) {
      event.preventDefault();
      told(`${say.sayLacking} ${marks[lacking].parentElement.querySelector("label").textContent}`, "wrong");
      marks[lacking].focus();
      return;
    }
    handing = false; // Whoever keeps another sheet is not done yet.
    const one = Number(number.value);
    const sheet = here();
    const safe = hold((all) => { all.waiting[one] = sheet; delete all.drafts[one]; });
    if (!safe) return; // No room in the browser: the form is posted as without a script.
    event.preventDefault();
    missing.delete(one);
    const later = [...missing].filter((each) => each > one);
    const next = later.length ? Math.min(...later) : Math.min(...missing);
    count();
    if (Number.isFinite(next)) open(next);
    else {
      fill({ marks: [], others: "" });
      seen(false);
      close.querySelector("button").focus();
    }
    flush().then(() => {
      if (!leaving && !missing.size && !waiting().length) location.assign(location.pathname);
    });
  });
  // What is still on its way goes first; then the entry is handed over without a second press.
  close.addEventListener("submit", (event) => {
    if (!waiting().length) return;
    event.preventDefault();
    handing = true;
    tellWaiting();
    flush();
  });
  window.addEventListener("online", flush);
  window.setInterval(() => { if (handing || waiting().length) flush(); }, 4000);

  const now = Number(number.value);
  const all = held();
  const unsent = all.waiting[now];
  for (const one of waiting()) missing.delete(one);
  if (unsent && missing.size && !new URLSearchParams(location.search).get("sheet")) {
    open(Math.min(...missing));
  } else if (all.drafts[now] ?? unsent) {
    fill(all.drafts[now] ?? unsent);
    told(say.sayRestored, "waiting");
  }
  count();
  tellWaiting();
  flush();
  const empty = marks.findIndex((one) => !one.value);
  const start = marks[empty] ?? marks[0];
  if (form.hidden) close.querySelector("button").focus();
  else { start?.focus(); start?.select(); }
});
