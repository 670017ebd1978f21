package ui

import (
	"fyne.io/fyne/v2"

	w "rapport/ui/widget"
	"rapport/ui/widget/editor"
)

// textTool changes the notes where the caret stands.
type textTool struct {
	icon, name string
	do         func(*editor.Editor)
}

var textTools = []textTool{
	{"head", "Heading", func(e *editor.Editor) { e.ToggleHeading(2) }},
	{"bold", "Bold", (*editor.Editor).ToggleBold},
	{"italic", "Italic", (*editor.Editor).ToggleItalic},
	{"list", "List", (*editor.Editor).ToggleList},
	{"cklist", "Checkbox", (*editor.Editor).ToggleCheckbox},
	{"link", "Link", (*editor.Editor).ToggleLink},
}

// use goes from the preview back to the text first: a tool that changes what is not seen would puzzle.
func (p *meetingPage) use(tool textTool) {
	if p.preview {
		p.choosePart(p.inPrivate)
	}
	tool.do(p.editor())
	p.focusEditor()
}

// tools is the line over the notes: which part is written on, what changes the text, and the preview.
func (p *meetingPage) tools() []fyne.CanvasObject {
	tools := []fyne.CanvasObject{p.part}
	if p.narrow { // the tools fold into a menu
		fold := w.NewIconButton("more", "Text tools", w.Quiet, nil)
		fold.SetOnTapped(func() {
			var items []w.MenuItem
			for _, tool := range textTools {
				items = append(items, w.MenuItem{Text: tool.name, Icon: tool.icon, Do: func() { p.use(tool) }})
			}
			if p.cramped {
				items = append(items, w.MenuItem{}, w.MenuItem{Text: p.previewing.Text(), Icon: "doc", Do: p.togglePreview})
			}
			w.ShowMenuAt(fold, items)
		})
		if tools = append(tools, w.Spacer(), fold); !p.cramped { // else in the menu too
			tools = append(tools, p.previewing)
		}
	} else {
		for _, tool := range textTools {
			tools = append(tools, w.NewIconButton(tool.icon, tool.name, w.Quiet, func() { p.use(tool) }))
		}
		tools = append(tools, w.Spacer(), p.previewing)
	}
	return tools
}
