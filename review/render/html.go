package render

import (
	"fmt"
	"html"
	"strings"

	"rapport/goals"
	"rapport/review"
)

// HTML writes the document as one page that any browser opens and prints: no script, no picture, nothing from elsewhere. What a person typed
// is shown as it was typed.
func HTML(d review.Document) []byte {
	w := &page{}
	w.put(`<!DOCTYPE html>`, "\n", `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>`, esc(d.Title), `</title><style>`, pageStyle, "</style></head><body>\n")
	w.put("<h1>", esc(d.Title), "</h1>\n")
	if d.Subtitle != "" {
		w.put(`<p class="sub">`, esc(d.Subtitle), "</p>\n")
	}
	for _, s := range d.Sections {
		w.put("<section><h2>", esc(s.Title))
		switch {
		case s.Note != "":
			w.put(` <small>`, esc(s.Note), "</small>")
		case s.Only:
			w.put(` <small>only you</small>`)
		}
		w.put("</h2>\n")
		for _, b := range s.Blocks {
			w.block(b)
		}
		w.put("</section>\n")
	}
	if len(d.Closing) > 0 {
		w.put("<footer>")
		for _, c := range d.Closing {
			w.put("<p>", esc(c), "</p>\n")
		}
		w.put("</footer>\n")
	}
	w.put("</body></html>\n")
	return []byte(w.out.String())
}

// pageStyle is black on white, in one column that breaks between goals.
const pageStyle = `body{font:14px/1.45 "Noto Sans",system-ui,sans-serif;color:#1f2429;max-width:46em;margin:2em auto;padding:0 1em}
h1{font-size:22px;margin:0}h2{font-size:16px;margin:1.6em 0 .4em;border-bottom:1px solid #e3dfd7;padding-bottom:.2em}h3{font-size:14px;margin:1em 0 .2em}
small,.sub,footer{color:#4f565e;font-weight:normal}ul{margin:.3em 0;padding-left:1.3em}blockquote{margin:.2em 0 .2em 1em;color:#4f565e}
.goal{margin:.8em 0 .2em;break-inside:avoid}.bar{position:relative;height:6px;border-radius:3px;background:#e9e6e0;margin:.3em 0;max-width:24em;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.bar i{position:absolute;left:0;top:0;height:6px;border-radius:3px;background:#1f5f8b}.bar b{position:absolute;top:-3px;width:2px;height:12px;background:#1f2429}
pre{white-space:pre-wrap;font:inherit}table{border-collapse:collapse}td,th{border:1px solid #e3dfd7;padding:.2em .6em;text-align:left}
@media print{body{margin:0}section{break-inside:auto}h2{break-after:avoid}}`

type page struct{ out strings.Builder }

func (w *page) put(parts ...string) {
	for _, p := range parts {
		w.out.WriteString(p)
	}
}

func esc(s string) string { return html.EscapeString(s) }

func (w *page) block(b review.Block) {
	switch b := b.(type) {
	case review.Paragraph:
		w.put("<p>", esc(b.Text), "</p>\n")
	case review.Subhead:
		w.put("<h3>", esc(b.Text), "</h3>\n")
	case review.Bullets:
		w.items(b.Items)
	case review.Quote:
		w.put("<blockquote>", esc(b.Text))
		if b.By != "" {
			w.put(" <small>", esc(b.By), "</small>")
		}
		w.put("</blockquote>\n")
	case review.Table:
		w.put("<table><tr>")
		for _, c := range b.Head {
			w.put("<th>", esc(c), "</th>")
		}
		w.put("</tr>\n")
		for _, r := range b.Rows {
			w.put("<tr>")
			for _, c := range r {
				w.put("<td>", esc(c), "</td>")
			}
			w.put("</tr>\n")
		}
		w.put("</table>\n")
	case review.GoalLine:
		w.goal(b)
	case review.Notes:
		w.put("<pre>", esc(strings.TrimRight(b.Markdown, "\n")), "</pre>\n")
	default:
		panic(fmt.Sprintf("no HTML for a block of type %T", b))
	}
}

func (w *page) items(all []review.Item) {
	w.put("<ul>")
	for _, x := range all {
		w.put("<li>")
		if x.Box {
			w.put("☐ ")
		}
		if x.Lead != "" {
			w.put("<strong>", esc(x.Lead), "</strong>")
			if x.Text != "" {
				w.put(": ")
			}
		}
		w.put(esc(x.Text))
		if x.Tail != "" {
			w.put(" <small>(", esc(x.Tail), ")</small>")
		}
		if len(x.Sub) > 0 {
			w.items(x.Sub)
		}
		w.put("</li>\n")
	}
	w.put("</ul>\n")
}

func (w *page) goal(g review.GoalLine) {
	w.put(`<div class="goal"><strong>`, esc(g.Title), "</strong>: ", esc(g.State))
	if g.Detail != "" {
		w.put(", ", esc(g.Detail))
	}
	if g.Progress != nil {
		if g.Expected != nil {
			w.put(" <small>(plan ", goals.PercentWords(*g.Expected), ")</small>")
		}
		w.put(fmt.Sprintf(`<div class="bar"><i style="width:%.0f%%"></i>`, 100**g.Progress))
		if g.Expected != nil {
			w.put(fmt.Sprintf(`<b style="left:%.0f%%"></b>`, 100**g.Expected))
		}
		w.put("</div>")
	}
	if g.Ask != "" {
		w.put("<div>Ask: ", esc(g.Ask), "</div>")
	}
	w.put("</div>\n")
}
