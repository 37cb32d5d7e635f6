// A calendar beside a field for a day, after the grid of the ARIA Authoring Practices'
// date picker. The field takes typed days all the same: what is chosen here is put there.
import { make, say } from "./words.js";

const lang = document.documentElement.lang;
const pad = (n) => String(n).padStart(2, "0");
const iso = (d) => `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`;
const day = (y, m, d) => new Date(Date.UTC(y, m, d));
const words = (options) => new Intl.DateTimeFormat(lang, { timeZone: "UTC", ...options });

let open = null;
const close = (focus) => {
	if (!open) return;
	open.dialog.remove();
	open.button.setAttribute("aria-expanded", "false");
	if (focus) open.button.focus();
	open = null;
};

// the same day in another month, or the last that it has
const inMonth = (d, months) => {
	const to = day(d.getUTCFullYear(), d.getUTCMonth() + months + 1, 0);
	return day(to.getUTCFullYear(), to.getUTCMonth(), Math.min(d.getUTCDate(), to.getUTCDate()));
};

const show = (button, field) => {
	const dialog = make("div", "", "calendar");
	dialog.setAttribute("role", "dialog");
	dialog.setAttribute("aria-modal", "true");
	dialog.setAttribute("aria-label", say.calendar);
	const now = new Date(), known = /^\d{4}-\d\d(-\d\d)?$/.exec(field.dataset.day ?? "");
	let at = known ? new Date(known[0].padEnd(10, "-01") + "T00:00:00Z") : day(now.getFullYear(), now.getMonth(), now.getDate());
	const chosen = known && known[1] ? known[0] : "";
	const put = (d, whole) => { // as it is written at home
		const en = lang === "en", form = { year: "numeric", month: whole ? (en ? "long" : "2-digit") : en ? "short" : "2-digit" };
		if (!whole) form.day = en ? "numeric" : "2-digit";
		field.value = new Intl.DateTimeFormat(en ? "en-GB" : lang, { timeZone: "UTC", ...form }).format(new Date(d + "T00:00:00Z"));
		field.dispatchEvent(new Event("input", { bubbles: true }));
		close(false);
		field.focus();
	};
	const draw = (focus) => {
		const y = at.getUTCFullYear(), m = at.getUTCMonth();
		const head = make("div", "", "month"), title = make("strong", words({ month: "long", year: "numeric" }).format(at));
		title.setAttribute("aria-live", "polite");
		const turn = (sign, months, name) => {
			const b = make("button", sign);
			b.type = "button";
			b.setAttribute("aria-label", name);
			b.addEventListener("click", () => {
				at = inMonth(at, months);
				draw(false);
				dialog.querySelector(`[aria-label="${CSS.escape(name)}"]`).focus();
			});
			return b;
		};
		head.append(turn("‹", -1, say.before), title, turn("›", 1, say.after));
		const table = make("table"), row = table.createTHead().insertRow(), body = table.createTBody();
		table.setAttribute("role", "grid");
		table.setAttribute("aria-label", title.textContent);
		for (let i = 0; i < 7; i++) { // the week begins on Monday
			const th = make("th", words({ weekday: "narrow" }).format(day(2024, 0, 1 + i)));
			th.scope = "col";
			th.setAttribute("abbr", words({ weekday: "long" }).format(day(2024, 0, 1 + i)));
			row.append(th);
		}
		const start = (day(y, m, 1).getUTCDay() + 6) % 7, days = day(y, m + 1, 0).getUTCDate();
		for (let w = 0; w * 7 - start < days; w++) {
			const tr = body.insertRow();
			for (let i = 0; i < 7; i++) {
				const n = w * 7 - start + i + 1, td = tr.insertCell();
				td.setAttribute("role", "gridcell");
				if (n < 1 || n > days) continue;
				const d = day(y, m, n), b = make("button", String(n));
				b.type = "button";
				b.dataset.day = iso(d);
				b.tabIndex = n === at.getUTCDate() ? 0 : -1;
				b.setAttribute("aria-label", words({ weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(d));
				if (b.dataset.day === chosen) td.setAttribute("aria-selected", "true");
				if (b.dataset.day === iso(day(now.getFullYear(), now.getMonth(), now.getDate()))) b.setAttribute("aria-current", "date");
				td.append(b);
			}
		}
		dialog.replaceChildren(head, table);
		if (field.dataset.partial !== undefined) {
			const whole = make("button", words({ month: "long", year: "numeric" }).format(at), "whole");
			whole.type = "button";
			whole.setAttribute("aria-label", say.month + ": " + whole.textContent);
			whole.addEventListener("click", () => put(`${y}-${pad(m + 1)}-01`, true));
			dialog.append(whole);
		}
		if (focus) dialog.querySelector("td [tabindex='0']").focus();
	};
	dialog.addEventListener("click", (e) => {
		const b = e.target.closest("[data-day]");
		if (b) put(b.dataset.day, false);
	});
	dialog.addEventListener("keydown", (e) => {
		const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
		if (e.key === "Escape") {
			e.preventDefault();
			e.stopPropagation();
			close(true);
		} else if (e.key === "Tab") { // within the dialog
			const all = [...dialog.querySelectorAll("button:not([tabindex='-1'])")], i = all.indexOf(document.activeElement);
			e.preventDefault();
			all[(i + (e.shiftKey ? -1 : 1) + all.length) % all.length].focus();
		} else if (e.target.dataset.day) {
			const week = (at.getUTCDay() + 6) % 7;
			if (e.key in steps) at = new Date(at.getTime() + steps[e.key] * 864e5);
			else if (e.key === "PageUp" || e.key === "PageDown") at = inMonth(at, (e.key === "PageUp" ? -1 : 1) * (e.shiftKey ? 12 : 1));
			else if (e.key === "Home") at = new Date(at.getTime() - week * 864e5);
			else if (e.key === "End") at = new Date(at.getTime() + (6 - week) * 864e5);
			else return;
			e.preventDefault();
			draw(true);
		}
	});
	button.parentElement.append(dialog);
	button.setAttribute("aria-expanded", "true");
	open = { dialog, button };
	draw(true);
};

document.addEventListener("pointerdown", (e) => { if (open && !open.dialog.contains(e.target) && !open.button.contains(e.target)) close(false); });

export const calendars = (root) => {
	for (const field of root.querySelectorAll("input.day")) {
		if (field.nextElementSibling?.matches(".opens")) continue;
		const button = make("button", "", "opens");
		button.type = "button";
		button.setAttribute("aria-label", say.calendar);
		button.setAttribute("aria-haspopup", "dialog");
		button.setAttribute("aria-expanded", "false");
		button.addEventListener("click", () => {
			const again = open?.button === button;
			close(again);
			if (!again) show(button, field);
		});
		field.after(button);
	}
};
