package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// shell is what stays while pages come and go: the sidebar (a rail when it is narrow) and the toast at the foot.
type shell struct {
	a       *App
	root    *fyne.Container
	page    *fyne.Container
	bars    *fyne.Container // what holds for every page, over it
	side    *fyne.Container
	rail    bool // the sidebar is a rail
	narrow  bool // the window is narrow: pages draw themselves closer
	cramped bool // narrower still, as with large text

	logo   *w.Logo
	nav    map[PageName]*w.NavItem
	head   fyne.CanvasObject
	team   *fyne.Container
	others fyne.CanvasObject        // the head over those who are not reports
	people map[string]*w.PersonItem // by id
	add    *w.NavItem
	local  fyne.CanvasObject
	mark   fyne.CanvasObject // what is left of local in the rail
	toast  *w.Toast
}

func newShell(a *App) *shell {
	s := &shell{a: a, nav: map[PageName]*w.NavItem{}, people: map[string]*w.PersonItem{}, logo: w.NewLogo()}
	go1 := func(icon, text string, to PageName) *w.NavItem {
		n := w.NewNavItem(icon, text, func() { a.open(Place{Page: to}) })
		s.nav[to] = n
		return n
	}
	s.head = w.Pad(w.NewText("Team", w.SmallStrong.In(theme.Text3)), 22, 8, 8, 8)
	s.others = w.Pad(w.NewText("Also", w.SmallStrong.In(theme.Text3)), 12, 8, 6, 8)
	s.team = container.New(gapped{0})
	s.add = w.NewNavItem("plus", "Add a report", a.addPerson)
	setVisible(s.add, a.fixed() == nil)
	said := "On this computer only"
	if a.o.Sample {
		said = "Sample data, not kept"
	}
	s.local = w.Pad(w.HStack(8, w.NewIcon("lock", theme.Text3, 14), w.NewElided(said, w.Caption.In(theme.Text3))), 8, 4, 12, 8)

	settings := go1("gear", "Settings", SettingsPage).Wordless()
	s.mark = w.Sized(container.NewCenter(w.NewIcon("lock", theme.Text3, 14)), 0, 40)
	s.mark.Hide()
	foot := w.VStack(0, w.Pad(settings, 8, 0, 0, 0), s.local, s.mark)
	top := w.VStack(0, w.Pad(s.logo, 10, 0, 10, 0), go1("home", "Today", Today), go1("people", "People", People), go1("target", "Goals", Goals), go1("mirror", "Mirror", Mirror), s.head)
	scroll := container.NewVScroll(container.New(gapped{0}, s.team, s.add))
	s.side = w.Edges(top, foot, nil, nil, scroll)
	s.page = container.NewStack()
	s.bars = w.VStack(0)
	s.root = container.New(&shellLayout{s}, w.NewFill(theme.Side), s.side, w.NewVLine(), w.Edges(s.bars, nil, nil, nil, s.page))
	all := fyne.CanvasObject(s.root)
	if a.o.Notice != "" {
		strip := w.Sized(w.Pad(w.HStack(10, w.NewIcon("lock", theme.Amber, 18), w.NewElided(a.o.Notice, w.SmallStrong.In(theme.Amber))), 0, 24, 0, 24), 0, 44)
		all = w.Edges(w.Behind(strip, theme.AmberSoft), nil, nil, nil, s.root)
	}
	s.toast = w.NewToast(all, nil) // the window itself is cleared in theme.Bg, or in what setGround says
	return s
}

func (s *shell) object() fyne.CanvasObject { return s.toast }

// showBars says over the page what holds for every page.
func (s *shell) showBars() {
	if len(s.bars.Objects) == 0 && !s.a.sharing && s.a.at == 0 && s.a.o.Leave == nil {
		return
	}
	s.bars.Objects = nil
	if s.a.o.Leave != nil {
		s.bars.Objects = append(s.bars.Objects, bar("people", "Sample data: everybody here is invented, and nothing that you change is kept.", "", "Begin with your own", s.a.o.Leave))
	}
	if s.a.sharing {
		s.bars.Objects = append(s.bars.Objects, bar("shield", "You are sharing your screen: initials for names, what only you see is covered.", keyName(fyne.KeyH, ctrlShift), "End", s.a.toggleSharing))
	}
	if on := s.a.at; on != 0 {
		s.bars.Objects = append(s.bars.Objects, bar("clock", "As it was known on "+on.Format("2 Jan 2006")+" (read-only). Nothing can be typed.", "", "Back to today", s.a.backToToday,
			w.NewButton(on.Format("2 Jan 2006"), w.Plain, s.a.askDay).WithIcon("cal").Small()))
	}
	setVisible(s.add, !s.rail && s.a.fixed() == nil)
	s.layout()
	s.root.Refresh()
}

// layout gives sidebar and page their places anew.
func (s *shell) layout() { s.root.Layout.Layout(s.root.Objects, s.root.Size()) }

// bar is a line over the page, with the one thing that ends it.
func bar(icon, text, key, end string, done func(), more ...fyne.CanvasObject) fyne.CanvasObject {
	words := []fyne.CanvasObject{w.NewIcon(icon, theme.Amber, 18), w.Grow(w.NewElided(text, w.SmallStrong))}
	if key != "" {
		words = append(words, w.NewKeyCap(key))
	}
	words = append(words, more...)
	words = append(words, w.NewButton(end, w.Plain, done).Small())
	return w.VStack(0, w.Behind(w.Sized(w.Pad(w.HStack(12, words...), 0, 24, 0, 24), 0, 43), theme.AmberSoft), w.NewLine())
}

// grounded is a page of which most is not theme.Bg.
type grounded interface{ ground() fyne.ThemeColorName }

// setGround has the window cleared in the colour that most of the page has.
func (a *App) setGround() {
	if p, ok := a.page.(grounded); ok && !a.hidden {
		theme.SetGround(p.ground())
	} else {
		theme.SetGround(theme.Bg)
	}
}

func (s *shell) setPage(o fyne.CanvasObject) {
	s.a.setGround()
	s.page.Objects = []fyne.CanvasObject{o}
	s.layout()
	s.page.Refresh()
}

// show draws the team in the sidebar and marks where the app stands.
func (s *shell) show(t *Team) {
	at := s.a.place.Page
	section, ok := map[PageName]PageName{Person: People, Prep: People, Meeting: People, History: People, Sign: People, Goal: Goals, Actions: Today, Templates: SettingsPage}[at]
	if !ok {
		section = at
	}
	for name, n := range s.nav {
		n.SetOn(name == section)
	}
	var items []fyne.CanvasObject
	people := map[string]*w.PersonItem{}
	for i, m := range append(t.Active(), t.Others()...) {
		id := m.Person.ID
		if i == len(t.Active()) { // the manager's own manager and peers are a group of their own
			items = append(items, s.others)
		}
		item := s.people[id.String()]
		if item == nil {
			item = w.NewPersonItem(m.Person.Name, m.Colour(), len(m.Signs) > 0 && !s.a.sharing, func() { s.a.open(Place{Page: Person, Person: id}) })
			item.SetRail(s.rail)
		} else {
			item.Set(m.Person.Name, m.Colour(), len(m.Signs) > 0 && !s.a.sharing)
		}
		item.SetPhoto(m.Photo)
		if s.a.sharing {
			item.SetPhoto(nil)
		}
		item.SetOn(s.a.place.Person == id)
		people[id.String()] = item
		items = append(items, item)
	}
	s.people = people
	if !sameObjects(s.team.Objects, items) {
		s.team.Objects = items
		s.team.Refresh()
		s.side.Refresh()
	}
}

func sameObjects(a, b []fyne.CanvasObject) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// setRail changes between sidebar and rail.
func (s *shell) setRail(on bool) {
	if s.rail == on {
		return
	}
	s.rail = on
	s.logo.SetRail(on)
	for _, n := range s.nav {
		n.SetRail(on)
	}
	for _, p := range s.people {
		p.SetRail(on)
	}
	setVisible(s.head, !on)
	setVisible(s.others, !on)
	setVisible(s.add, !on && s.a.fixed() == nil)
	setVisible(s.local, !on)
	setVisible(s.mark, on)
}

func setVisible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// shellLayout gives the sidebar its width, the page the rest (at most theme.WidthMax, centred).
type shellLayout struct{ s *shell }

// smallest is how small the window may be: at the largest text it fits a screen of 1280 by 800.
var smallest = fyne.NewSize(800, 480)

func (l *shellLayout) MinSize([]fyne.CanvasObject) fyne.Size { return smallest }

func (l *shellLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if size.Width <= 0 {
		return
	}
	narrow, cramped := size.Width < theme.WidthNarrow, size.Width < 960
	if narrow != l.s.narrow || cramped != l.s.cramped {
		l.s.narrow, l.s.cramped = narrow, cramped
		if l.s.a.page != nil { // it draws itself again once this layout is done
			l.s.a.later(func() { l.s.a.page.show(l.s.a.team) })
		}
	}
	if p, ok := l.s.a.page.(rationed); ok && p.wantsRail() {
		narrow = true
	}
	fill, bar, line, page := objects[0], objects[1], objects[2], objects[3]
	p, ok := l.s.a.page.(alone)
	whole := ok && p.wantsWindow()
	for _, o := range []fyne.CanvasObject{fill, bar, line} {
		setVisible(o, !whole)
	}
	if whole {
		page.Resize(size)
		page.Move(fyne.NewPos(0, 0))
		return
	}
	l.s.setRail(narrow)
	side, inset := theme.WidthSidebar, float32(12)
	if narrow {
		side, inset = theme.WidthRail, 6
	}
	put := func(o fyne.CanvasObject, x, y, width, height float32) {
		o.Resize(fyne.NewSize(width, height))
		o.Move(fyne.NewPos(x, y))
	}
	put(fill, 0, 0, side, size.Height)
	put(bar, inset, 0, side-2*inset, size.Height)
	put(line, side-1, 0, 1, size.Height)
	width := size.Width - side
	if p, ok := l.s.a.page.(rationed); ok && p.wantsRail() {
		put(page, side, 0, width, size.Height)
	} else {
		inner := min(width, theme.WidthMax)
		put(page, side+(width-inner)/2, 0, inner, size.Height)
	}
}

// gapped stacks objects with an exact gap and leaves hidden ones out.
type gapped struct{ gap float32 }

func (g gapped) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			size.Width = max(size.Width, m.Width)
			size.Height += m.Height + g.gap
		}
	}
	return size
}

func (g gapped) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if o.Visible() {
			h := o.MinSize().Height
			o.Resize(fyne.NewSize(size.Width, h))
			o.Move(fyne.NewPos(0, y))
			y += h + g.gap
		}
	}
}
