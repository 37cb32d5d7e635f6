"use strict";
// Finding something in a list, and its CSV. It comes behind script.js.
{
	const { lang, fold, ordered, number, column, heads } = sorting;

	// A cell that a spreadsheet would run begins with an apostrophe, as in the files of /data/.
	const cell = (s) => {
		if (/^'*[=+\-@\t\r\n＝＋－＠]/.test(s) && !/^[+-]\d+(\.\d+)?$/.test(s)) s = "'" + s;
		return /[",;\r\n]/.test(s) ? `"${s.replaceAll('"', '""')}"` : s;
	};
	// said is a text with its lines, which are the same however wide the window is.
	const said = (e) => {
		if (!e) return "";
		const copy = e.cloneNode(true);
		for (const part of copy.querySelectorAll("small, br")) part.before("\n");
		for (const part of copy.querySelectorAll("svg")) part.remove();
		return copy.textContent.replace(/[ \t]*\n\s*/g, "\n").trim();
	};

	// cells are what a row shows, of a table or of a card. An amount is a number there.
	const cells = (row) => {
		if (row.cells) return [...row.cells].map((c) => (c.matches(".n") && c.dataset.v) || said(c));
		const one = (which) => row.querySelector(which);
		const [kind, when] = row.querySelectorAll(".kick > span:not(.state)");
		const link = one("h3 a");
		return [said(kind), said(when), said(one(".kick > span + .state")), said(link), said(one("h3 + p:not(.sum)")), row.dataset.cost ?? "",
			one(".sum")?.lastChild.textContent ?? "", link.href];
	};

	// The one list of a page that has a form: <template class="find"> before what has data-list, a
	// selector of its rows. The form is the state, and the address says it: ?year=2026&sort=-cost.
	const list = document.querySelector("[data-list]"), template = document.querySelector("template.find");
	if (list && template) find(list, template);

	function find(list, template) {
		const { file, pages, found, none, part } = template.dataset;
		template.after(template.content.cloneNode(true));
		const form = template.nextElementSibling, status = form.querySelector("[role=status]"), fields = [...form.elements].filter((f) => f.name);
		const rowsOf = (root) => [...root.querySelectorAll(list.dataset.list)];
		let rows = rowsOf(list), homes = rows.map((row) => row.parentNode), missing = Number(pages) > 1, failed = false;
		const flat = document.createElement("ol");
		flat.className = "entries";
		const table = list.tHead ? list : null;
		const show = table && heads(table, (key, down) => {
			form.elements.sort.value = (down ? "-" : "") + key;
			changed();
		});

		const value = (name) => form.elements[name]?.value.trim() ?? "";
		const matches = (row) => {
			const words = fold(value("q")).split(/\s+/), least = value("min"), most = value("max"), cost = number(row.dataset.cost) ?? NaN;
			return fields.every((f) => f.tagName !== "SELECT" || f.name === "sort" || !f.value || (row.dataset[f.name] ?? "").split(" ").includes(f.value))
				&& (!least || cost >= Number(least)) && (!most || cost <= Number(most))
				&& words.every((w) => fold(row.textContent).includes(w));
		};
		const key = (name) => {
			if (table) return column(table, name);
			if (name === "cost") return (row) => number(row.dataset.cost);
			if (name === "title") return (row) => row.querySelector("h3").textContent;
			return (row) => -rows.indexOf(row); // the newest stands first
		};

		// place puts the rows in order and hides those that do not match.
		const place = () => {
			const sort = value("sort"), name = sort.replace(/^-/, ""), down = name !== sort;
			for (const row of rows) row.hidden = !matches(row);
			const sections = list.querySelectorAll(":scope > section:has(li)");
			if (sections.length && sort) {
				flat.append(...[...rows].sort(ordered(key(name), down)));
				list.prepend(flat);
			} else {
				flat.remove();
				if (sort) homes[0].append(...[...rows].sort(ordered(key(name), down)));
				else rows.forEach((row, i) => homes[i].append(row));
			}
			for (const s of list.querySelectorAll(":scope > section")) {
				const own = rows.filter((row) => s.contains(row));
				if (!own.includes(s)) s.hidden = own.every((row) => row.hidden);
			}
			show?.(name, down);
		};

		// chosen is what the form says, in words.
		const chosen = () => fields.filter((f) => f.value.trim()).map((f) => {
			if (f.tagName === "SELECT") return f.selectedOptions[0].text;
			const label = f.type === "hidden" ? said(list.querySelector("[aria-sort]")) : said(f.labels[0]);
			return f.type === "hidden" ? label + (f.value[0] === "-" ? " ↓" : " ↑") : `${label}: ${f.value.trim()}`;
		});
		const tell = () => {
			const count = rows.filter((row) => !row.hidden).length, all = chosen();
			const says = count ? found.replace("{n}", count.toLocaleString(lang)).replace("{all}", rows.length.toLocaleString(lang)) : none;
			status.textContent = says + (all.length ? " " + all.join(" · ") : "") + (failed ? " " + part : "");
			form.classList.toggle("on", all.length > 0);
		};

		// A list of several pages is fetched whole, once somebody looks for something in it.
		const rest = async () => {
			missing = false;
			try {
				const numbers = Array.from({ length: Number(pages) - 1 }, (_, i) => i + 2);
				const texts = await Promise.all(numbers.map(async (n) => {
					const answer = await fetch(`${location.pathname}page/${n}/`);
					if (!answer.ok) throw answer.status;
					return answer.text();
				}));
				for (const t of texts) join(new DOMParser().parseFromString(t, "text/html").querySelector("[data-list]"));
				document.querySelector("nav.pages").remove();
			} catch {
				failed = true;
			}
		};
		const join = (more) => {
			for (const row of rowsOf(more)) {
				const section = row.closest("section"), last = list.lastElementChild;
				let home = section && section.contains(row) && more.contains(section) && section !== row ? null : homes[0];
				if (!home && last.getAttribute("aria-labelledby") === section.getAttribute("aria-labelledby")) home = last.querySelector("ol");
				if (!home) {
					home = row.parentNode;
					list.append(section);
				}
				home.append(row);
				rows.push(row);
				homes.push(home);
			}
		};

		let turn = 0;
		const changed = async (quiet) => {
			const mine = ++turn;
			if (missing) await rest();
			if (mine !== turn) return;
			place();
			tell();
			if (quiet) return;
			const query = new URLSearchParams(location.search);
			for (const f of fields) {
				if (f.value.trim()) query.set(f.name, f.value.trim());
				else query.delete(f.name);
			}
			history.replaceState(null, "", location.pathname + (query.size ? "?" + query : "") + location.hash);
		};

		// read fills the form from the address. What it asks for and is not to be chosen finds nothing.
		const read = () => {
			const query = new URLSearchParams(location.search);
			for (const f of fields) {
				const asked = query.get(f.name) ?? "";
				if (f.tagName === "SELECT" && ![...f.options].some((o) => o.value === asked)) {
					if (f.name === "sort") continue;
					f.add(new Option(asked, asked));
				}
				f.value = asked;
			}
			return fields.some((f) => f.value);
		};

		const csv = () => {
			const columns = table ? [...table.tHead.rows[0].cells].map((c) => c.dataset.csv ?? said(c)) : template.dataset.columns.split("|");
			const lines = [columns, ...rowsOf(list).filter((row) => !row.hidden).map(cells)];
			// Unlike the files of /data/, which have a workbook beside them, this one is opened in a spreadsheet: it needs the mark.
			const blob = new Blob(["\uFEFF" + lines.map((line) => line.map(cell).join(",") + "\r\n").join("")], { type: "text/csv;charset=utf-8" });
			const a = document.createElement("a");
			a.download = [file, ...fields.map((f) => f.value)].map((s) => fold(s).replace(/[^a-z0-9-]+/g, "-")).filter((s) => s && s !== "-").join("_") + ".csv";
			a.href = URL.createObjectURL(blob);
			a.click();
			setTimeout(() => URL.revokeObjectURL(a.href), 1000);
		};

		let wait;
		form.addEventListener("input", () => {
			clearTimeout(wait);
			wait = setTimeout(changed, 150);
		});
		form.addEventListener("submit", (e) => e.preventDefault());
		form.addEventListener("reset", () => setTimeout(() => {
			if (form.elements.sort.type === "hidden") form.elements.sort.value = "";
			changed();
		}));
		form.querySelector(".csv")?.addEventListener("click", async () => {
			if (missing) await changed(true);
			csv();
		});
		addEventListener("popstate", () => {
			read();
			changed(true);
		});
		const asked = read();
		form.querySelector("details").open = matchMedia("(min-width: 60rem)").matches;
		if (asked) changed(true);
	}
}
