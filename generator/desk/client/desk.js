// A form that says what it takes while one writes: what is typed is sent when the hand
// rests, and what is said of it is shown at its field. Nothing of the form is made anew
// meanwhile, so that the focus and the browser's own undo stay.
import { calendars } from "./calendar.js";
import { lists } from "./lists.js";
import { picks } from "./pick.js";
import { story } from "./story.js";
import { fold, tell } from "./words.js";

const form = document.getElementById("form");

// where what is said of a field stands, or of what it stands in
const placeOf = (name) => {
	for (let at = name; at; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
		const place = document.getElementById(at + "-flags");
		if (place) return place;
	}
};

// the field of which something is said, seen and ready to be written in
const goTo = (name) => {
	let field = document.getElementById(name);
	if (!field?.matches("input, select, textarea")) field = (field ?? placeOf(name)?.closest(".field"))?.querySelector("input:not([type=hidden]):not([hidden]), textarea, select:not([hidden])") ?? field;
	if (!field) return;
	for (let d = field.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
	field.focus();
	field.scrollIntoView({ block: "center" });
};

// what is shown at a place, made anew where it says something else; whoever stands on a link or a
// button there stays on it, or, once it is gone, comes to the field of which it spoke
const fill = (place, html) => {
	if (place.innerHTML === html) return;
	const held = place.contains(document.activeElement) && document.activeElement;
	place.innerHTML = html;
	if (!held) return;
	const again = [...place.querySelectorAll("a, button")].find((e) => e.textContent === held.textContent);
	if (again) again.focus({ preventScroll: true });
	else if (place.matches(".flags")) goTo(place.id.slice(0, -"-flags".length));
	else (place.querySelector("a") ?? document.getElementById("save")).focus({ preventScroll: true });
};

// the name of what has the focus, or of the field that it belongs to
const heldBy = () => {
	const e = document.activeElement, flags = e.closest(".flags");
	return e.id || flags?.id.slice(0, -"-flags".length) || e.closest("[id]")?.id;
};

if (form) {
	const state = document.getElementById("state"), list = document.getElementById("problems");
	let unsaved = state.classList.contains("warm"), leaving = false, wait, sent = 0;

	const flag = (flags) => {
		const filled = new Map();
		for (const [name, html] of Object.entries(flags)) {
			const place = placeOf(name);
			if (!place) continue;
			filled.set(place, (filled.get(place) ?? "") + html);
		}
		for (const place of form.querySelectorAll(".flags")) {
			fill(place, filled.get(place) ?? "");
			const field = document.getElementById(place.id.slice(0, -"-flags".length));
			if (!field?.matches("input, select, textarea")) continue;
			if (place.querySelector(".error")) field.setAttribute("aria-invalid", "true");
			else field.removeAttribute("aria-invalid");
		}
	};
	const show = (answer) => {
		state.textContent = answer.state;
		unsaved = answer.unsaved;
		state.classList.toggle("warm", unsaved);
		fill(list, answer.open);
		list.parentElement.classList.toggle("fine", !answer.flags || !list.querySelector(".error, .warning"));
		flag(answer.flags ?? {});
		for (const [name, m] of Object.entries(answer.meant ?? {})) {
			const place = document.getElementById(name + "-meant"), field = document.getElementById(name);
			if (place && place.textContent !== m.says) place.textContent = m.says;
			if (field?.matches(".day")) field.dataset.day = m.value;
		}
		for (const total of form.querySelectorAll(".total")) if (total.textContent !== answer.total) total.textContent = answer.total;
		for (const all of form.querySelectorAll("[data-gate]")) all.disabled = answer.closed && !all.checked;
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
	};
	form.addEventListener("input", changed);
	addEventListener("beforeunload", (e) => { if (unsaved && !leaving) e.preventDefault(); });

	const enhance = (root) => {
		picks(root);
		calendars(root);
		story(root, changed);
	};

	// what the desk answered to a form that was sent: where the page has the same fields, it
	// takes their values, and all else stays as it is
	const take = (page) => {
		const next = page.getElementById("form"), old = [...form.elements].filter((e) => e.name), anew = [...next.elements].filter((e) => e.name);
		const same = old.length === anew.length && old.every((e, i) => e.name === anew[i].name && e.type === anew[i].type);
		const top = document.getElementById("sheet").scrollTop;
		if (!same) return false;
		old.forEach((e, i) => {
			const to = anew[i];
			if (e.multiple) [...e.options].forEach((o) => { o.selected = [...to.selectedOptions].some((t) => t.value === o.value); });
			else if (e.type === "checkbox" || e.type === "radio") e.checked = to.checked;
			else if (e.value !== to.value) e.value = to.value;
			e.disabled = to.disabled;
			e.sync?.();
		});
		for (const place of form.querySelectorAll(".flags, .meant, .total, #problems")) {
			const to = place.id && page.getElementById(place.id);
			if (to) fill(place, to.innerHTML);
		}
		const says = page.getElementById("says"), here = document.getElementById("says");
		here.replaceChildren(...says.childNodes);
		const is = page.getElementById("state");
		state.textContent = is.textContent;
		state.className = is.className;
		unsaved = state.classList.contains("warm");
		form.querySelector("#drop").hidden = !unsaved;
		if (here.textContent.trim()) here.scrollIntoView({ block: "nearest" });
		else tell(state.textContent);
		document.getElementById("sheet").scrollTop = here.textContent.trim() ? 0 : top;
		return true;
	};
	form.addEventListener("submit", async (e) => {
		clearTimeout(wait);
		const to = e.submitter?.formAction && e.submitter.hasAttribute("formaction") ? e.submitter.formAction : form.action;
		if (!/\/(save|mend)\//.test(new URL(to).pathname)) {
			leaving = true;
			return;
		}
		e.preventDefault();
		const mine = ++sent;
		const body = new URLSearchParams(new FormData(form, e.submitter));
		try {
			const r = await fetch(to, { method: "POST", body });
			const text = await r.text();
			const page = new DOMParser().parseFromString(text, "text/html"), next = page.getElementById("form");
			if (!next) state.textContent = text;
			else if (mine !== sent) { // one went on writing: that begins with what was saved now
				for (const name of ["base", "shown"]) form.elements[name].value = next.elements[name].value;
				changed();
			}
			else if (!take(page)) { // it has other fields now: the page is loaded, and shows the same place
				leaving = true;
				sessionStorage.setItem("at", JSON.stringify([location.pathname, document.getElementById("sheet").scrollTop, heldBy()]));
				if (r.redirected) location.replace(location.href);
				else Object.assign(form, { action: to }).submit();
			}
		} catch {
			state.textContent = document.body.dataset.leave;
		}
	});
	for (const type of ["keydown", "keypress"]) { // Enter in a line is no wish to save
		form.addEventListener(type, (e) => {
			if (e.key === "Enter" && e.target.matches("input:not([type=checkbox]):not([type=radio])")) e.preventDefault();
		});
	}
	addEventListener("keydown", (e) => {
		if ((e.ctrlKey || e.metaKey) && e.key === "s") {
			e.preventDefault();
			form.requestSubmit(form.querySelector("#save"));
		}
	});
	form.addEventListener("click", (e) => {
		const link = e.target.closest('a[href^="#"]');
		if (!link) return;
		e.preventDefault();
		goTo(decodeURIComponent(link.hash.slice(1)));
	});
	// a field that goes with some choices of the first one beside it is seen with these
	const fitting = () => {
		for (const field of form.querySelectorAll("[data-with]")) {
			const choice = field.closest("fieldset").querySelector("select").value;
			const filled = [...field.querySelectorAll("input, textarea")].some((e) => e.value);
			field.hidden = !filled && !field.querySelector(".flag") && !field.dataset.with.split(" ").includes(choice);
			const more = field.closest("details.rare");
			if (more) more.hidden = !more.querySelector(".field:not([hidden])");
		}
	};
	form.addEventListener("input", fitting);
	form.addEventListener("tried", fitting);
	fitting();
	lists(form, changed, enhance);
	enhance(form);
	const [path, top, id] = JSON.parse(sessionStorage.getItem("at") ?? "[]");
	sessionStorage.removeItem("at");
	if (path === location.pathname) {
		if (id) goTo(id);
		document.getElementById("sheet").scrollTop = top;
	}

	if (location.hash) {
		goTo(decodeURIComponent(location.hash.slice(1)));
		history.replaceState(null, "", location.pathname); // so that the page can be loaded again by its address
	}

	// where there is no room for both, the form or the page is seen
	const views = form.querySelector(".views");
	if (views) {
		views.hidden = false;
		views.addEventListener("click", (e) => {
			const b = e.target.closest("button");
			if (!b) return;
			document.body.classList.toggle("paged", b.dataset.view === "page");
			for (const v of views.querySelectorAll("button")) v.setAttribute("aria-pressed", String(v === b));
		});
	}
}

// the first page: files are found by words
const search = document.getElementById("search");
if (search) {
	search.form.hidden = false;
	const parts = [...document.querySelectorAll("[data-part]")];
	search.addEventListener("input", () => {
		const words = fold(search.value).split(" ").filter(Boolean);
		for (const part of parts) {
			for (const li of part.querySelectorAll("[data-find]")) li.hidden = !words.every((w) => fold(li.dataset.find).includes(w));
			part.hidden = words.length > 0 && !part.querySelector("[data-find]:not([hidden])");
		}
		document.querySelector("[data-latest]").hidden = words.length > 0;
		document.getElementById("nothing").hidden = parts.some((part) => !part.hidden);
	});
	search.form.addEventListener("submit", (e) => {
		e.preventDefault();
		parts.find((part) => !part.hidden)?.querySelector("[data-find]:not([hidden]) a").click();
	});
}
