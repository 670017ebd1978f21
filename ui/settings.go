package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// settingsPage lists what can be set, with how it stands, and shows one subject of it. Every change takes effect at once.
type settingsPage struct {
	a      *App
	at     Place
	team   *Team
	root   *fyne.Container
	search *w.Entry
	list   *fyne.Container
	scroll *container.Scroll // of the section that is shown
	open   []openSection
	rows   []*w.Row
}

// section is one subject of the Settings page; each has a file of its own, settings_NAME.go. It lives as long as the page: entries
// are made once, everything else is drawn anew after every change.
type section interface {
	title() string
	state() string              // how it stands, the line under the title in the list
	cards() []fyne.CanvasObject // what is shown at the right, one under another
}

// A section may also do one of these.
type (
	// reader reads what its section shows, off the main goroutine; what it returns runs on the main one, before it is drawn.
	reader interface{ read() (apply func()) }
	// keyworded has further words under which it is found.
	keyworded interface{ keywords() string }
	// leaver saves what is not saved when the page goes away.
	leaver interface{ leave() }
)

// sections are all that there are, in the order of the list. The tab is the name of the section in a Place.
var sections = []struct {
	tab string
	new func(p *settingsPage) section
}{
	{"appearance", newAppearanceSection},
	{"notes", newNotesSection},
	{"signs", newSignsSection},
	{"security", newSecuritySection},
	{"backups", newBackupsSection},
	{"data", newDataSection},
	{"trash", newTrashSection},
	{"about", newAboutSection},
}

type openSection struct {
	tab string
	section
}

func newSettingsPage(a *App, at Place) *settingsPage {
	p := &settingsPage{a: a, at: at, root: container.NewStack(), search: w.NewEntry("Search settings").WithIcon("search"), list: w.VStack(4)}
	p.search.OnChanged = func(string) { p.drawList() }
	p.search.OnEnter = func(string) {
		if fits := p.fitting(); len(fits) > 0 {
			p.choose(fits[0].tab)
		}
	}
	for _, s := range sections {
		p.open = append(p.open, openSection{s.tab, s.new(p)})
	}
	if p.current() == nil {
		p.at.Tab = p.open[0].tab
	}
	p.again()
	return p
}

func (p *settingsPage) object() fyne.CanvasObject { return p.root }

func (p *settingsPage) scrolls() *container.Scroll { return p.scroll }

func (p *settingsPage) leave() {
	for _, s := range p.open {
		if x, ok := s.section.(leaver); ok {
			x.leave()
		}
	}
}

func (p *settingsPage) show(t *Team) {
	if p.team != nil && p.team != t { // something was written
		p.again()
	}
	p.team = t
	p.a.keepFocus(p.draw)
}

// again reads anew what the sections show, and draws it.
func (p *settingsPage) again() {
	for _, s := range p.open {
		if x, ok := s.section.(reader); ok {
			go func() {
				apply := x.read()
				p.a.do(func() {
					apply()
					if p.a.page == p {
						p.a.keepFocus(p.draw)
					}
				})
			}()
		}
	}
}

// current is the section that is shown.
func (p *settingsPage) current() section {
	for _, s := range p.open {
		if s.tab == p.at.Tab {
			return s.section
		}
	}
	return nil
}

// choose shows another section.
func (p *settingsPage) choose(tab string) {
	p.at.Tab = tab
	p.a.replace(p.at)
	p.a.keepFocus(p.draw)
	p.scroll.ScrollToTop()
}

// fitting are the sections that the typed words find.
func (p *settingsPage) fitting() []openSection {
	var out []openSection
	for _, s := range p.open {
		all := s.title() + " " + s.state()
		if k, ok := s.section.(keyworded); ok {
			all += " " + k.keywords()
		}
		fits := true
		for word := range strings.FieldsSeq(strings.ToLower(p.search.Text)) {
			fits = fits && strings.Contains(strings.ToLower(all), word)
		}
		if fits {
			out = append(out, s)
		}
	}
	return out
}

func (p *settingsPage) drawList() {
	p.rows = nil
	p.list.Objects = nil
	for _, s := range p.fitting() {
		title, line := w.Body, w.Caption.In(theme.Text2)
		on := s.tab == p.at.Tab
		if on {
			title, line = w.Strong.In(theme.AccentText), w.Caption
		}
		row := w.NewRow(54, w.VStack(0, w.NewElided(s.title(), title), w.NewElided(s.state(), line)), func() { p.choose(s.tab) }).Rounded().WithSide(14)
		row.SetSelected(on)
		row.SetLabel(s.title())
		p.rows = append(p.rows, row)
		p.list.Add(row)
	}
	if len(p.rows) == 0 {
		p.list.Add(w.Inset(w.NewWrapped("No setting of that name.", w.Small.In(theme.Text2)), 14))
	}
	w.LinkRows(p.rows...)
	p.list.Refresh()
}

func (p *settingsPage) draw() {
	a := p.a
	p.drawList()
	cards := container.NewVScroll(w.Pad(w.VStack(12, p.current().cards()...), 0, a.pad(), 20, 0)) // its bar beside the cards
	if p.scroll != nil {
		cards.Offset = p.scroll.Offset
	}
	p.scroll = cards
	list := w.NewCard(w.Grow(w.Edges(w.Inset(p.search, 12), nil, nil, nil, container.NewVScroll(w.Pad(p.list, 0, 8, 12, 8)))))
	p.root.Objects = []fyne.CanvasObject{w.Edges(
		w.Pad(a.topbar("Settings", "Every change takes effect at once and is kept on this computer"), 0, a.pad(), 0, a.pad()), nil, nil, nil,
		w.Pad(w.FixedLeft(248, 16, w.Pad(list, 0, 0, 20, 0), cards), 0, 0, 0, a.pad()))}
	p.root.Refresh()
}

// settingRow is one thing that can be set: what it is, how it stands, and at the right what changes it.
func settingRow(icon, title, line string, control fyne.CanvasObject) fyne.CanvasObject {
	parts := []fyne.CanvasObject{w.NewIcon(icon, theme.Text2, 18), w.Grow(w.AtLeast(0, w.VStack(0, w.NewElided(title, w.Body), w.NewWrapped(line, w.Caption.In(theme.Text2)).Wrap(2))))}
	if control != nil {
		parts = append(parts, control)
	}
	return w.AtLeast(53, w.Pad(w.HStack(12, parts...), 6, 16, 6, 16))
}
