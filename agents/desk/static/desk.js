// New alerts without reloading. Without this file the page is whole, and is read anew every minute.
"use strict";
(() => {
  const MOST_CARDS = 200;
  const RETRY_MS = 5000;
  const live = document.getElementById("live");
  const state = document.getElementById("live-state");
  const pause = document.getElementById("pause");
  const cards = document.getElementById("cards");
  const news = document.getElementById("news");
  const empty = document.getElementById("empty");
  if (!live || !window.EventSource) return;

  const address = new URL(live.dataset.events, location.href);
  let waiting = [];
  live.hidden = false;

  function say(word, text) {
    live.dataset.state = word;
    state.textContent = text;
  }

  function show(alert) {
    if (document.getElementById("alert-" + alert.id)) return;
    const holder = document.createElement("template");
    holder.innerHTML = alert.html; // made by the desk's own template, which escapes every value
    cards.prepend(holder.content);
    while (cards.children.length > MOST_CARDS) cards.lastElementChild.remove();
    empty.hidden = true;
    news.textContent = alert.headline;
  }

  function paused() {
    return pause.getAttribute("aria-pressed") === "true";
  }

  function count() {
    pause.textContent = paused() ? "Go on" + (waiting.length ? " (" + waiting.length + " new)" : "") : "Pause";
  }

  pause.addEventListener("click", () => {
    pause.setAttribute("aria-pressed", String(!paused()));
    if (!paused()) {
      waiting.forEach(show);
      waiting = [];
    }
    count();
  });

  function listen() {
    const events = new EventSource(address);
    events.addEventListener("open", () => say("on", "live"));
    events.addEventListener("alert", (event) => {
      address.searchParams.set("last", event.lastEventId);
      const alert = JSON.parse(event.data);
      if (paused()) waiting.push(alert);
      else show(alert);
      count();
    });
    events.addEventListener("reload", () => {
      events.close();
      location.reload();
    });
    events.addEventListener("error", () => {
      say("off", "not connected");
      if (events.readyState === EventSource.CLOSED) setTimeout(listen, RETRY_MS);
    });
  }
  listen();
  // A page that is left open for the way back must not hold a connection.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
