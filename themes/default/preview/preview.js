// Keeps a previewed page up to date: listens for news, takes new styles in place, and comes back
// after a reload to where the reader was.
(() => {
  const bar = document.getElementById("headway-preview");
  const lost = bar.querySelector(".hw-lost");
  const place = "headway-place";
  const stops = () => [...document.querySelectorAll("a[href],button,input,select,textarea,summary,[tabindex]")];

  const remember = () => {
    const open = [...document.querySelectorAll("details")].map((element) => element.open);
    const field = document.activeElement;
    const at = { page: location.pathname, x: scrollX, y: scrollY, bar: bar.scrollTop, open, focus: stops().indexOf(field), id: field && field.id };
    sessionStorage.setItem(place, JSON.stringify(at));
  };
  const comeBack = () => {
    const at = JSON.parse(sessionStorage.getItem(place) || "null");
    sessionStorage.removeItem(place);
    if (!at || at.page !== location.pathname) return;
    document.querySelectorAll("details").forEach((element, index) => { if (at.open[index]) element.open = true; });
    const field = (at.id && document.getElementById(at.id)) || stops()[at.focus];
    if (field) field.focus({ preventScroll: true });
    scrollTo(at.x, at.y);
    bar.scrollTop = at.bar;
  };
  comeBack();

  const query = () => new URLSearchParams({ page: location.pathname, seen: bar.dataset.seen, styles: bar.dataset.styles });
  const restyle = (name) => {
    if (name === bar.dataset.styles) return;
    bar.dataset.styles = name;
    for (const link of document.querySelectorAll("head link[rel=stylesheet]")) {
      const fresh = link.cloneNode();
      fresh.href = `${link.href.split("?")[0]}?${name}`;
      // The old sheet stays until the new one is there, so that the page is never bare.
      fresh.addEventListener("load", () => link.remove());
      link.after(fresh);
    }
  };
  const listen = () => {
    const news = new EventSource(`/-/headway/events?${query()}`);
    news.addEventListener("open", () => { lost.hidden = true; });
    news.addEventListener("reload", () => { news.close(); remember(); location.reload(); });
    news.addEventListener("styles", (event) => { restyle(event.data); news.close(); listen(); });
    news.addEventListener("error", () => {
      lost.hidden = false;
      // A browser gives up after some errors, a reader does not.
      if (news.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
    });
    addEventListener("pagehide", () => news.close(), { once: true });
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); }, { once: true });
  };
  listen();

  const send = (name, words) => fetch(`/-/headway/${name}`, { method: "POST", body: words });
  const date = bar.querySelector("[name=as-of]");
  date.addEventListener("change", () => { if (date.value) send("as-of", date.value); });
  bar.querySelector("[data-send=today]").addEventListener("click", () => send("as-of", ""));
  const drafts = bar.querySelector("[name=drafts]");
  drafts.addEventListener("change", () => send("audience", drafts.checked ? "preview" : "public"));
  for (const button of bar.querySelectorAll("[data-file]")) {
    button.addEventListener("click", () => send("open", `${button.dataset.file}:${button.dataset.line}`));
  }
})();
