"use strict";
{
	const ended = document.querySelector("meta[name=ended]"), every = Number(ended.dataset.every);
	let missed = 0, note;
	const ask = async () => {
		let there = false;
		try {
			there = (await fetch(ended.dataset.ask, { cache: "no-store" })).ok;
		} catch { /* it has ended, or is about to be there again */ }
		missed = there ? 0 : missed + 1;
		if (missed > 1 && !note) {
			note = document.createElement("p");
			note.className = "notice ended";
			note.setAttribute("role", "alert");
			note.textContent = ended.content;
			document.body.prepend(note);
		} else if (there && note) {
			note.remove();
			note = undefined;
		}
		if (missed === 1) setTimeout(ask, every / 10);
	};
	setInterval(ask, every);
	addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
	addEventListener("online", ask);
}
