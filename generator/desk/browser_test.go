package desk

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// sentBy is what a browser sends of the form of a page as it stands.
func sentBy(t testing.TB, page string) url.Values {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	out := url.Values{}
	var visit func(*html.Node, bool)
	visit = func(n *html.Node, within bool) {
		attr := func(name string) string {
			for _, a := range n.Attr {
				if a.Key == name {
					return a.Val
				}
			}
			return ""
		}
		has := func(name string) bool {
			for _, a := range n.Attr {
				if a.Key == name {
					return true
				}
			}
			return false
		}
		switch n.Data {
		case "template":
			return
		case "form":
			within = attr("id") == "form"
		case "input":
			if kind := attr("type"); within && (kind != "checkbox" && kind != "radio" || has("checked")) {
				out.Add(attr("name"), attr("value"))
			}
		case "textarea":
			if within {
				text := ""
				for c := n.FirstChild; c != nil; c = c.NextSibling {
					text += c.Data
				}
				out.Add(attr("name"), strings.ReplaceAll(text, "\n", "\r\n"))
			}
		case "select":
			if within {
				value := ""
				for c := n.FirstChild; c != nil; c = c.NextSibling {
					for _, a := range c.Attr {
						if a.Key == "selected" {
							for _, v := range c.Attr {
								if v.Key == "value" {
									value = v.Val
									if has("multiple") {
										out.Add(attr("name"), value)
									}
								}
							}
						}
					}
				}
				if !has("multiple") {
					out.Add(attr("name"), value)
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c, within)
		}
	}
	visit(doc, false)
	return out
}

// openIn is what a page says is open.
func openIn(page string) string {
	_, rest, _ := strings.Cut(page, `<ol id="problems">`)
	open, _, _ := strings.Cut(rest, "</ol>")
	return open
}
