"use strict";
const fold = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const table of document.querySelectorAll("table.sortable")) {
	const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0];
	const key = (row, i) => row.cells[i].dataset.v ?? row.cells[i].textContent.trim();
	heads.forEach((head, i) => {
		const button = document.createElement("button");
		button.type = "button";
		button.append(...head.childNodes);
		head.append(button);
		button.addEventListener("click", () => {
			const down = head.getAttribute("aria-sort") === "ascending";
			heads.forEach((h) => h.removeAttribute("aria-sort"));
			head.setAttribute("aria-sort", down ? "descending" : "ascending");
			const lang = document.documentElement.lang;
			const order = (a, b) => key(a, i).localeCompare(key(b, i), lang, { numeric: true });
			const number = (row) => Number(row.cells[i].dataset.v);
			const rows = [...body.rows].sort(body.rows[0]?.cells[i].dataset.v ? (a, b) => number(a) - number(b) : order);
			body.append(...(down ? rows.reverse() : rows));
		});
	});
}

for (const list of document.querySelectorAll("[data-filter]")) {
	const sections = [...list.querySelectorAll(":scope > section")];
	const inner = [...list.querySelectorAll(":scope > li, :scope > tbody > tr, :scope > section > .entries > li")];
	const items = inner.length ? inner : sections;
	if (items.length < 9) continue;
	const label = document.createElement("label"), field = document.createElement("input");
	field.type = "search";
	label.className = "filter";
	label.append(list.dataset.filter, field);
	list.before(label);
	field.addEventListener("input", () => {
		const words = fold(field.value).split(/\s+/);
		for (const item of items) item.hidden = !words.every((w) => fold(item.textContent).includes(w));
		if (inner.length) for (const s of sections) s.hidden = !inner.some((item) => !item.hidden && s.contains(item));
	});
}
