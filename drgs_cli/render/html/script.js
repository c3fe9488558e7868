"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  // What is folded away opens for a link into it, and for paper.
  const reveal = (place) => {
    for (let above = place; above; above = above.parentElement) if (above.localName === "details") above.open = true;
  };
  const follow = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { return; }
    const place = name && document.getElementById(name);
    if (place && place.closest("details:not([open])")) { reveal(place); place.scrollIntoView(); }
  };
  addEventListener("hashchange", follow);
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open]):not(.tools details):not(.text)")];
    for (const part of folded) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of folded) part.open = false; });

  // A region that shows all it holds is no stop of the tab key; a table drawn as blocks stays a table for a reader.
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const told = new Set();
  const tell = (table) => {
    if (told.has(table) || getComputedStyle(table).display === "table") return;
    told.add(table);
    for (const part of [table, ...table.querySelectorAll("*")]) {
      const role = part.localName === "th" ? (part.scope === "col" ? "columnheader" : "rowheader") : roles[part.tagName];
      if (role) part.setAttribute("role", role);
    }
  };
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const hidden = target.scrollWidth > target.clientWidth + 1 || target.scrollHeight > target.clientHeight + 1;
      const held = hidden && getComputedStyle(target).overflowX !== "visible";
      if (held) target.tabIndex = 0; else target.removeAttribute("tabindex");
      if (target.firstElementChild?.localName === "table") tell(target.firstElementChild);
    }
  });
  for (const region of document.querySelectorAll("[role=group][tabindex]")) sizes.observe(region);

  // Sorting by the ranks that the rows carry in their classes, within each group; filtering by words and by boxes.
  const ranks = (row) => {
    const found = {};
    for (const name of row.classList) {
      const parts = /^([a-z]+)(\d+)$/.exec(name);
      if (parts) found[parts[1]] = Number(parts[2]);
    }
    return found;
  };
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const serve = (box) => {
    const form = box.querySelector("form"), table = box.querySelector("table");
    const groups = [...table.tBodies].map((body) => ({
      body,
      title: plain(body.querySelector(".group")?.textContent ?? ""),
      rows: [...body.rows].filter((row) => !row.classList.contains("group")).map((row) => ({ row, ranks: ranks(row) })),
    }));
    const total = groups.reduce((sum, group) => sum + group.rows.length, 0);

    const label = document.createElement("label");
    const words = document.createElement("input");
    words.type = "search";
    const caption = table.querySelector("caption > div");
    if (caption) words.setAttribute("aria-describedby", caption.id);
    label.append("Filter rows ", words);
    const count = document.createElement("p");
    count.className = "count";
    count.setAttribute("role", "status");
    form.prepend(label, count);

    const heads = new Map();
    for (const radio of form.querySelectorAll(".by")) {
      const at = [...form.querySelectorAll(".by")].indexOf(radio);
      const head = [...table.tHead.rows[0].cells].filter((cell) => cell.localName === "th")[at];
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      heads.set(radio.value, head);
      button.addEventListener("click", () => {
        const back = form.elements.back;
        if (!radio.checked) { radio.checked = true; back.checked = false; }
        else if (!back.checked) back.checked = true;
        else { form.querySelector(".given").checked = true; back.checked = false; }
        sort();
      });
    }

    const sort = () => {
      const by = form.elements.by.value, back = form.elements.back.checked;
      for (const [key, head] of heads) {
        if (key === by) head.setAttribute("aria-sort", back ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
      for (const { body, rows } of groups) {
        const order = [...rows];
        if (by) order.sort((one, other) => {
          const a = one.ranks[by], b = other.ranks[by];
          if (a === b) return 0;
          if (a === undefined) return 1;
          if (b === undefined) return -1;
          return back ? b - a : a - b;
        });
        else if (back) order.reverse();
        body.append(...order.map(({ row }) => row));
      }
    };

    const filter = () => {
      const asked = plain(words.value).split(/\s+/).filter(Boolean);
      const facets = [...form.querySelectorAll("fieldset")]
        .map((set) => [...set.querySelectorAll('[value^="x-"]:checked')].map((ticked) => ticked.value))
        .filter((ticked) => ticked.length);
      let shown = 0;
      for (const group of groups) {
        let here = 0;
        for (const entry of group.rows) {
          if (asked.length && entry.text === undefined)
            entry.text = `${group.title} ${plain([...entry.row.cells].map((cell) => cell.textContent).join(" "))}`;
          const fits = asked.every((word) => entry.text.includes(word)) && facets.every((ticked) =>
            ticked.some((name) => entry.row.classList.contains(name) || group.body.classList.contains(name)));
          entry.row.hidden = !fits;
          if (fits) here += 1;
        }
        group.body.hidden = here === 0 && (asked.length > 0 || facets.length > 0);
        shown += here;
      }
      count.textContent = `${shown} of ${total} rows`;
      count.toggleAttribute("data-part", shown < total);
    };

    words.addEventListener("input", filter);
    form.addEventListener("change", () => { sort(); filter(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { sort(); filter(); }));
    filter();
  };
  for (const box of document.querySelectorAll(".t.sorts")) serve(box);
  follow();
})();
