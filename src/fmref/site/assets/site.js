// Search, the filter of models, and copying. Every page can be read without any of it.
"use strict";
(() => {
  const { root, lang } = document.body.dataset;
  const count = new Intl.NumberFormat(lang);
  const year = new Intl.NumberFormat(lang, { useGrouping: false });

  // Data come as scripts that call a function of this object, for a page opened from disk may load nothing else.
  const fmref = (window.fmref = {});
  const loading = new Map();
  const load = (file) => {
    if (!loading.has(file)) {
      loading.set(
        file,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = root + file;
          script.onload = resolve;
          script.onerror = () => {
            loading.delete(file);
            reject(new Error(file));
          };
          document.head.append(script);
        }),
      );
    }
    return loading.get(file);
  };

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  // The rules of fmref.text.name_key; the table of characters is made from fmref itself.
  let index;
  fmref.index = (folding, firsts, kinds) => {
    const map = new Map(Object.entries(folding.wide));
    const to = [...folding.to];
    [...folding.from].forEach((char, at) => map.set(char, to[at]));
    for (const char of folding.separators) map.set(char, "-");
    index = { map, firsts, kinds: kinds[lang] };
  };
  const fold = (text) => {
    const plain = text.normalize("NFKC").toLowerCase();
    const joined = plain.replace(/([هةۀە])[\u200c ][یيى](?![\p{L}\p{N}_\u200c])/gu, "$1");
    let key = "";
    for (const char of joined) key += index.map.get(char) ?? char;
    return key
      .replace(/-(?<=[0-9]-)-*(?=[0-9])/g, "_")
      .replaceAll("-", "")
      .replace(/\.(?:(?<![0-9]\.)\.*|\.*(?![0-9]))/g, "")
      .normalize("NFKC");
  };
  fmref.fold = (text) => fold(text);

  // Search.
  const MOST_LEAVES = 4;
  const MOST_SHOWN = 12;
  const leaves = new Map();
  fmref.leaf = (number, entries, rows) => {
    leaves.set(
      number,
      rows.map(([text, at, entry]) => ({ text, at, key: fold(text), entry: entries[entry] })),
    );
  };

  const numbersOf = (key) => {
    let low = 0;
    let high = index.firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index.firsts[middle] <= key) low = middle + 1;
      else high = middle;
    }
    const numbers = [Math.max(0, low - 1)];
    for (let at = numbers[0] + 1; at < index.firsts.length && index.firsts[at].startsWith(key); at += 1) numbers.push(at);
    return numbers;
  };

  const rowsBeginning = async (key) => {
    const numbers = numbersOf(key).slice(0, MOST_LEAVES);
    await Promise.all(numbers.map((number) => load(`search/${number}.js`)));
    return numbers.flatMap((number) => leaves.get(number).filter((row) => row.key.startsWith(key, row.at)));
  };

  const LANGUAGES = ["en", "zh", "fa"];
  const labelOf = ([, , , labels]) => labels[LANGUAGES.indexOf(lang)] ?? labels[0];
  const ranked = (rows, key) => {
    const best = new Map();
    for (const row of rows) {
      const whole = row.key.length - row.at === key.length;
      const [page, , rank] = row.entry;
      const merit = [(row.at ? 2 : 0) + (whole ? 0 : 1), rank, Number(row.text !== labelOf(row.entry)), row.key.length];
      const held = best.get(page);
      if (!held || before(merit, held.merit)) best.set(page, { ...row, merit });
    }
    return [...best.values()].sort((a, b) => (before(a.merit, b.merit) ? -1 : before(b.merit, a.merit) ? 1 : 0));
  };
  const before = (one, other) => {
    const at = one.findIndex((value, place) => value !== other[place]);
    return at >= 0 && one[at] < other[at];
  };

  // What begins with the query, or has all of its words in any order.
  const find = async (query) => {
    const key = fold(query);
    if (!key) return [];
    const found = await rowsBeginning(key);
    const words = query.split(/\s+/).map(fold).filter(Boolean);
    if (found.length || words.length < 2) return ranked(found, key);
    words.sort((a, b) => numbersOf(a).length - numbersOf(b).length || b.length - a.length);
    const rows = await rowsBeginning(words[0]);
    return ranked(rows.filter((row) => words.every((word) => row.key.includes(word))), key);
  };

  const input = document.querySelector(".search input");
  const list = document.querySelector("#found");
  const said = document.querySelector(".said");
  let asked = 0;
  let active = -1;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    say("");
  };
  const say = (text, isShown = false) => {
    said.textContent = text;
    said.classList.toggle("quietly", !isShown);
  };
  const choose = (at) => {
    const options = [...list.children];
    active = (at + options.length) % options.length;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  };
  const option = ({ text, entry }, at) => {
    const [page, what] = entry;
    const label = labelOf(entry);
    const made = element(
      "a",
      { role: "option", id: `found-${at}`, href: `${root}${lang}/${page}`, tabindex: "-1", "aria-selected": "false" },
      element("span", { dir: "auto" }, label),
    );
    if (text !== label) made.append(element("span", { class: "quiet", dir: "auto" }, text));
    made.append(element("small", {}, index.kinds[what]));
    return made;
  };
  const search = async () => {
    const number = (asked += 1);
    if (!input.value.trim()) return close();
    try {
      await load("search/index.js");
      const found = await find(input.value);
      if (number !== asked) return undefined;
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.replaceChildren(...found.slice(0, MOST_SHOWN).map(option));
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      if (found.length) say(input.dataset.some.replace("{count}", count.format(list.children.length)));
      else say(input.dataset.none, true);
    } catch {
      if (number === asked) say(input.dataset.failed, true);
    }
    return undefined;
  };

  if (input) {
    input.addEventListener("focus", () => load("search/index.js").catch(() => {}), { once: true });
    input.addEventListener("input", search);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape") close();
      else if (event.key === "ArrowDown" && !list.hidden) choose(active + 1);
      else if (event.key === "ArrowUp" && !list.hidden) choose(active < 0 ? -1 : active - 1);
      else return;
      event.preventDefault();
    });
    input.form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (list.hidden) await search();
      list.children[Math.max(active, 0)]?.click();
    });
    input.form.addEventListener("focusout", (event) => {
      if (!input.form.contains(event.relatedTarget)) close();
    });
    list.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus, and so the list
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.closest("input, select, textarea")) {
        event.preventDefault();
        input.focus();
      }
    });
  }

  // Copying: the text before the button.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy");
    if (!button) return;
    const text = button.previousElementSibling.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(button.previousElementSibling);
      document.execCommand("copy"); // where a page without TLS may not write to the clipboard
    }
    button.classList.add("done");
    button.textContent = "✓";
    setTimeout(() => {
      button.classList.remove("done");
      button.textContent = "⧉";
    }, 1500);
  });

  // The filter of models; what is chosen stands behind the # of the address.
  const form = document.querySelector(".filter");
  if (!form) return;
  const PAGE = 100;
  const SIZES = { small: [0, 1e9], medium: [1e9, 1e10], large: [1e10, 1e11], huge: [1e11, Infinity] };
  const [table, filtered, browse, more, total] = ["#filtered tbody", "#filtered", "#browse", "#more", "#count"].map((one) =>
    document.querySelector(one),
  );
  let models;
  let matching = [];
  fmref.models = (data) => {
    models = data;
  };

  const ready = async () => {
    await Promise.all([load("search/index.js"), load(`${lang}/models.js`)]);
    if (form.elements.from.options.length > 1) return;
    const years = [...new Set(models.dates.map(([date]) => date.slice(0, 4)))].filter(Boolean).reverse();
    for (const select of [form.elements.from, form.elements.to]) {
      select.append(...years.map((value) => element("option", { value }, year.format(value))));
    }
    document.querySelector("#developers").append(...models.developers.map(([, label]) => element("option", { value: label })));
    for (const row of models.rows) row.key = fold(`${row[1]} ${row[0]}`);
  };

  const matches = (wanted) => {
    const key = fold(wanted.name);
    const maker = wanted.developer.trim().toLowerCase();
    const makers = new Set();
    models.developers.forEach(([id, label], at) => {
      if (id === maker || label.toLowerCase() === maker) makers.add(at);
    });
    const [least, most] = SIZES[wanted.size] ?? [];
    return models.rows.filter((row) => {
      const [, , , developers, date, size, weights] = row;
      const [from, to] = models.sizes[size] ?? [];
      const released = models.dates[date][0].slice(0, 4);
      return (
        row.key.includes(key) &&
        (!maker || developers.some((at) => makers.has(at))) &&
        (!wanted.from || released >= wanted.from) &&
        (!wanted.to || (released && released <= wanted.to)) &&
        (!wanted.size || (wanted.size === "unknown" ? size < 0 : size >= 0 && from < most && to >= least)) &&
        (!wanted.weights || weights === { open: 1, closed: 0, unknown: -1 }[wanted.weights])
      );
    });
  };

  const cells = ([id, label, level, developers, date, size, weights]) => {
    const links = developers.flatMap((at, place) => {
      const [maker, name] = models.developers[at];
      const link = element("a", { href: `organization/${maker}.html`, dir: "auto" }, name);
      return place ? [form.dataset.comma, link] : [link];
    });
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, element("a", { href: `model/${id}.html`, dir: "auto" }, label)),
      element("td", { class: "short" }, models.levels[level]),
      element("td", {}, ...links),
      element("td", { class: "short" }, models.dates[date][1]),
      element("td", { class: "short" }, models.sizes[size]?.[2] ?? ""),
      element("td", {}, weights < 0 ? "" : form.elements.weights.options[weights ? 1 : 2].text),
    );
  };
  const showMore = () => {
    const shown = table.children.length;
    table.append(...matching.slice(shown, shown + PAGE).map(cells));
    more.hidden = table.children.length >= matching.length;
  };

  const apply = async () => {
    await ready();
    const wanted = Object.fromEntries(new FormData(form));
    const chosen = Object.entries(wanted).filter(([, value]) => value);
    history.replaceState(null, "", chosen.length ? `#${new URLSearchParams(chosen)}` : location.pathname);
    filtered.hidden = !chosen.length;
    browse.hidden = !filtered.hidden;
    matching = chosen.length ? matches(wanted) : [];
    total.textContent = chosen.length ? total.dataset.found.replace("{count}", count.format(matching.length)) : "";
    table.replaceChildren();
    showMore();
  };
  const restore = async () => {
    await ready();
    for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
      const field = form.elements.namedItem(name);
      if (field) field.value = name === "developer" ? (models.developers.find(([id]) => id === value)?.[1] ?? value) : value;
    }
    await apply();
  };

  form.addEventListener("focusin", () => ready().catch(() => {}), { once: true });
  form.addEventListener("input", () => apply().catch(() => {}));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  more.addEventListener("click", showMore);
  addEventListener("hashchange", restore);
  if (location.hash.length > 1) restore().catch(() => {});
})();
