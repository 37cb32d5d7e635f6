// Keeps a page of the local server up to date: it loads the page again when the
// site has changed, exchanges style sheets in place, and lays problems over the
// page until they are mended. Every page is complete without it.
"use strict";
(() => {
	const said = document.currentScript.dataset; // the words of this script, in the server's language
	let version = said.version, stream, overlay;
	document.documentElement.style.scrollBehavior = "auto"; // else the page would be seen rolling to the place where it was

	// A hidden tab lets go of its stream, since a browser holds only few to one
	// server; when it is looked at again, the server says what it has missed.
	const follow = () => {
		stream?.close();
		if (document.hidden) return;
		stream = new EventSource("/_parvis/events?version=" + encodeURIComponent(version));
		const on = (name, act) => stream.addEventListener(name, (e) => {
			if (e.lastEventId) version = e.lastEventId;
			act(JSON.parse(e.data));
		});
		on("reload", again);
		on("style", (news) => news.styles.forEach(exchange));
		on("problems", show);
		stream.onerror = () => { if (stream.readyState === EventSource.CLOSED) setTimeout(follow, 1000); };
	};

	// Loads the page anew, at the same place, as browsers do; but not while the
	// server is gone, since nothing leads back from the browser's own page that
	// says so.
	const again = () => fetch("/_parvis/live.js", { method: "HEAD" }).then(() => location.reload(), () => setTimeout(again, 500));

	const plain = (address) => new URL(address, location).pathname.replace(/\.[0-9a-f]{8}(?=\.css$)/, "");
	const exchange = (address) => {
		for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
			if (plain(old.href) !== plain(address) || new URL(old.href).pathname === address) continue;
			const next = old.cloneNode();
			next.href = address;
			next.addEventListener("load", () => old.remove());
			old.after(next);
		}
	};

	const show = (news) => {
		const page = document.getElementById("parvis-problems");
		if (page) {
			if (news.errors) page.innerHTML = news.html;
			return;
		}
		overlay?.remove();
		overlay = undefined;
		if (!news.errors) return;
		overlay = document.createElement("parvis-problems");
		const root = overlay.attachShadow({ mode: "open" });
		root.innerHTML = '<link rel="stylesheet" href="/_parvis/live.css"><section class="problems over">'
			+ '<button type="button"></button><div role="alert"></div></section>';
		const section = root.querySelector("section"), button = root.querySelector("button");
		section.lang = said.lang;
		section.ariaLabel = said.problems;
		button.textContent = said.hide;
		document.body.append(overlay);
		button.addEventListener("click", hide);
		// Filled in when it stands in the page, so that screen readers say it; the
		// focus stays where somebody may be typing.
		const alert = root.querySelector("[role=alert]");
		alert.innerHTML = news.html;
		if (self !== top) plainly(section, alert);
	};
	// Whoever writes on a form beside the page is led to the form on which a problem is mended, and
	// told nothing of how files are written.
	const plainly = (section, alert) => {
		section.classList.add("beside");
		const [desk] = top.location.pathname.match(/^\/_desk\/[^/]+\//) ?? [];
		for (const place of desk ? alert.querySelectorAll("[data-below]") : []) {
			const way = document.createElement("a");
			[way.href, way.target, way.textContent] = [desk + "edit/" + place.dataset.below, "_top", place.dataset.below];
			place.replaceChildren(way);
		}
	};
	const hide = () => { overlay?.remove(); overlay = undefined; };
	document.addEventListener("keydown", (e) => { if (e.key === "Escape") hide(); });

	// The note in the margin stays open from page to page.
	if (self !== top) document.querySelector("parvis-note")?.remove(); // a form beside it says the same
	const note = document.querySelector("parvis-note")?.shadowRoot?.querySelector("details");
	if (note) {
		note.open = sessionStorage.getItem("parvis-note") === "open";
		note.addEventListener("toggle", () => sessionStorage.setItem("parvis-note", note.open ? "open" : ""));
	}

	document.addEventListener("visibilitychange", follow);
	follow();
})();
