package widget

import (
	"fyne.io/fyne/v2"

	"rapport/ui/theme"
)

// Field puts a bold label, and a grey hint beside it, over an object of a form.
func Field(label, hint string, o fyne.CanvasObject) *fyne.Container {
	spans := []Span{SmallStrong.Span(label)}
	if hint != "" {
		spans = append(spans, Small.In(theme.Text3).Span("  "+hint))
	}
	return VStack(4, NewSpans(spans...).Elide(), o)
}

// EmptyState says in one sentence what would stand here, with one thing to do.
func EmptyState(sentence, action string, tapped func()) *fyne.Container {
	return emptyState(sentence, action, NewButton(action, Plain, tapped))
}

// EmptyToFill is an EmptyState whose action changes what is recorded: it cannot be pressed while ReadOnly.
func EmptyToFill(sentence, action string, tapped func()) *fyne.Container {
	return emptyState(sentence, action, NewButton(action, Plain, tapped).Writes())
}

func emptyState(sentence, action string, do *Button) *fyne.Container {
	parts := []fyne.CanvasObject{NewWrapped(sentence, Small.In(theme.Text2))}
	if action != "" {
		parts = append(parts, HStack(0, do.Small()))
	}
	return Inset(VStack(12, parts...), 16)
}
