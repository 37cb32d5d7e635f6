"use strict";
const form = document.getElementById("form");
if (form) {
	const state = document.getElementById("state"), list = document.getElementById("problems");
	let unsaved = state.classList.contains("warm"), saving = false, wait, sent = 0;

	const make = (tag, text, name) => {
		const e = document.createElement(tag);
		if (text) e.textContent = text;
		if (name) e.className = name;
		return e;
	};
	// what is said of a field stands below it too
	const flag = (problems) => {
		for (const old of form.querySelectorAll(".flag")) old.remove();
		for (const old of form.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid");
		for (const p of problems) {
			const field = p.field && document.getElementById(p.field);
			if (!field || p.severity !== "error") continue;
			field.setAttribute("aria-invalid", "true");
			field.after(make("p", p.message, "flag"));
		}
	};
	const show = (answer) => {
		state.textContent = answer.state;
		unsaved = answer.unsaved;
		state.classList.toggle("warm", unsaved);
		list.replaceChildren(...answer.problems.map((p) => {
			const item = make("li", "", p.severity), says = make("p");
			if (p.field) {
				const link = make("a", p.message);
				link.href = "#" + p.field;
				says.append(link);
			} else says.textContent = p.message;
			item.append(says);
			if (p.why) item.append(make("p", p.why, "why"));
			if (p.fix) {
				const fix = make("p", p.fix, "fix");
				if (p.mend >= 0) {
					const button = make("button", form.dataset.mend);
					Object.assign(button, { type: "submit", name: "mend", value: p.mend, formAction: form.dataset.try.replace("/try/", "/mend/") });
					fix.append(" ", button);
				}
				item.append(fix);
			}
			return item;
		}));
		if (!answer.problems.length) list.append(make("li", form.dataset.none, "fine"));
		flag(answer.problems);
		form.dispatchEvent(new Event("tried"));
	};
	const attempt = async () => {
		const mine = ++sent;
		try {
			const r = await fetch(form.dataset.try, { method: "POST", body: new URLSearchParams(new FormData(form)) });
			if (mine !== sent) return; // something newer is on its way
			if (r.ok) show(await r.json());
			else state.textContent = await r.text();
		} catch {
			state.textContent = document.body.dataset.leave;
		}
	};
	const changed = () => {
		unsaved = true;
		clearTimeout(wait);
		wait = setTimeout(attempt, 350);
		sums();
	};
	form.addEventListener("input", changed);
	form.addEventListener("submit", () => { saving = true; clearTimeout(wait); });
	addEventListener("beforeunload", (e) => { if (unsaved && !saving) e.preventDefault(); });
	addEventListener("keydown", (e) => {
		if ((e.ctrlKey || e.metaKey) && e.key === "s") {
			e.preventDefault();
			form.requestSubmit();
		}
	});

	// lists: an item is added, taken out or moved, and all are numbered anew
	const rename = (li, last) => {
		const was = li.dataset.name, now = was.replace(/[^.]+$/, last);
		for (const e of [li, ...li.querySelectorAll("*")]) {
			for (const a of ["id", "name", "for", "list", "data-name", "aria-describedby"]) {
				const v = e.getAttribute(a);
				if (v === was || v?.startsWith(was + ".") || v?.startsWith(was + "-") || v?.startsWith(was + "~")) e.setAttribute(a, now + v.slice(was.length));
			}
		}
		for (const t of li.querySelectorAll("template")) t.innerHTML = t.innerHTML.replaceAll('"' + was + ".", '"' + now + ".");
	};
	const number = (items) => {
		[...items.children].forEach((li, i) => rename(li, "t" + i)); // so that no two have one name in between
		[...items.children].forEach((li, i) => rename(li, i));
	};
	form.addEventListener("click", (e) => {
		const add = e.target.closest("button.add"), move = e.target.closest("[data-do]");
		if (add) {
			const field = add.parentElement, items = field.querySelector(":scope > .items");
			items.append(field.querySelector(":scope > template").content.cloneNode(true));
			number(items);
			items.lastElementChild.querySelector("input:not([type=hidden]), textarea, select")?.focus();
			changed();
		} else if (move) {
			const li = move.closest("li"), items = li.parentElement, what = move.dataset.do;
			if (what === "up") li.previousElementSibling?.before(li);
			if (what === "down") li.nextElementSibling?.after(li);
			const next = li.nextElementSibling ?? li.previousElementSibling;
			if (what === "remove") li.remove();
			number(items);
			(what === "remove" ? next?.querySelector("[data-do]") ?? items.parentElement.querySelector("button.add") : move)?.focus();
			changed();
		}
	});

	// what the amounts of a list add up to
	const sums = () => {
		for (const total of form.querySelectorAll(".total")) {
			const amounts = [...total.parentElement.querySelectorAll('[name$=".amount"]')].map((i) => i.value.trim()).filter(Boolean);
			if (!amounts.length || amounts.some((a) => !/^-?\d+(\.\d+)?$/.test(a))) {
				total.textContent = "";
				continue;
			}
			const cents = amounts.reduce((n, a) => n + Math.round(Number(a) * 100), 0);
			total.textContent = total.dataset.says + " " + (cents / 100).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 2 });
		}
	};
	sums();

	for (const bar of form.querySelectorAll(".bar")) {
		bar.hidden = false;
		const text = document.getElementById(bar.dataset.for);
		bar.addEventListener("click", (e) => {
			const b = e.target.closest("button");
			if (!b) return;
			let { selectionStart: from, selectionEnd: to, value } = text;
			const chosen = value.slice(from, to);
			let put = chosen;
			if (b.dataset.wrap) put = b.dataset.wrap + chosen + b.dataset.wrap;
			if (b.dataset.link) put = "[" + chosen + "]()";
			if (b.dataset.line) {
				from = value.lastIndexOf("\n", from - 1) + 1;
				put = value.slice(from, to).split("\n").map((l) => b.dataset.line + l).join("\n");
			}
			text.setRangeText(put, from, to, "end");
			if (b.dataset.link || b.dataset.wrap && !chosen) text.selectionStart = text.selectionEnd = from + put.length - (b.dataset.link ? 1 : b.dataset.wrap.length);
			text.focus();
			changed();
		});
	}
}
