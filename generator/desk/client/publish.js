// Shows how far a publication is, until it asks for something or has ended.
"use strict";
{
	const every = 500;
	const count = (main) => {
		const bar = main.querySelector("progress"), says = main.querySelector(".count");
		if (bar?.hasAttribute("max")) says.textContent = says.dataset.says.replace("{done}", bar.value).replace("{total}", bar.max);
	};
	const look = async () => {
		const here = document.getElementById("publishing");
		let next;
		try {
			const r = await fetch(location.pathname, { cache: "no-store" });
			next = new DOMParser().parseFromString(await r.text(), "text/html").getElementById("publishing");
		} catch { /* the desk has ended, which is said elsewhere */ }
		if (next && next.dataset.stage !== here.dataset.stage) {
			here.replaceWith(next);
			count(next);
			(next.querySelector("input[type=password]") ?? next.querySelector("h1")).focus();
		} else if (next) {
			const bar = next.querySelector("progress");
			here.querySelector("progress")?.replaceWith(bar);
			count(here);
		}
		if (document.querySelector("#publishing[data-busy]")) setTimeout(look, every);
	};
	const main = document.getElementById("publishing");
	count(main);
	if (main.matches("[data-busy]")) setTimeout(look, every);
}
