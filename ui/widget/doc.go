// Package widget holds the parts that the pages of Rapport share. It knows plain values only, no record of the
// program. Everything follows a live switch of the theme, can be worked with the keyboard, and changes nothing in a
// Refresh without a change. Import it as w.
//
// Words, icons, fills:
//
//	Text         NewText, NewElided, NewWrapped (text, style); NewSpans(spans…).Elide() / .Wrap(maxLines)
//	Style        Display Title Heading CardTitle Note Body Strong Small SmallStrong Caption CaptionStrong; .In(colour) .Marked .Struck .Span
//	Icon         NewIcon(name, colour, size)
//	Fill         NewFill(colour), NewPanel(fill, edge, radius), NewLine(), NewVLine()
//	Logo         NewLogo()
//
// Layout (containers):
//
//	HStack(gap, …) VStack(gap, …) with Spacer() and Grow(o); Columns(gap, ratios, …); FixedLeft, FixedRight (width, gap, a, b);
//	Pad(o, top, right, bottom, left) Inset(o, all) Sized(o, w, h) Centred(o, limit) WrapRow(gap, lineGap, …) Behind(o, colour) Rows(…)
//
// Parts:
//
//	Button       NewButton(text, Primary|Plain|Quiet|Link, tapped).WithIcon .WithTrail .Small .Danger; NewIconButton(icon, label, kind, tapped)
//	Card         NewCard(parts…), NewTintedCard(fill, edge, parts…), CardBody(o), NewCardHead(title, count, right)
//	Chip         NewChip(text, icon, Neutral|Good|Warn|Bad|Info)
//	SearchBox    NewSearchBox(text, key, tapped)
//	KeyCap       NewKeyCap(text)
//	Avatar       NewAvatar(name, index, size); Initials(name)
//	Check        NewCheck(text, on, changed).WithStyle .Struck .Steady
//	ProgressBar  NewProgressBar(value, expected *float64, height)
//	Row          NewRow(height, content, tapped).Edged .Rounded .Bottom .WithSide; LinkRows(rows…)
//	NavItem      NewNavItem(icon, text, tapped).Wordless; SetRail, SetOn
//	PersonItem   NewPersonItem(name, index, sign, tapped); SetRail, SetOn
//	Segmented    NewSegmented(options, selected, changed).WithIcons .WithHeight .Ticked .Tight .AllowNone; NewWorkload(selected, changed)
//	Tabs         NewTabs([]Tab{{Text, Count}}, selected, changed)
//	Entry        NewEntry, NewPasswordEntry (placeholder), NewMultiEntry(placeholder, rows); SetError, SetCaption, OnShortcut, OnKey, OnEnter, OnEscape
//	QuickAdd     NewQuickAdd(placeholder, parse, add), an Entry with what it understood under it
//	Select       NewSelect(options, selected, changed).WithIcon .Small
//	FilterChip   NewFilterChip(name, options, selected, changed).Clears; NewFilterButton(text, on, tapped)
//	Radio        NewRadio(options, selected, changed).Column
//	Switch       NewSwitch(label, on, changed)
//	MoodPicker   NewMoodPicker(value 0..5, words, changed)
//	Workload     NewWorkload(selected -1..4, changed), a Segmented
//	Field        Field(label, hint, object)
//	IconTile     NewIconTile(icon, tone)
//	EmptyState   EmptyState(sentence, action, tapped)
//
// Charts:
//
//	MoodChart    NewMoodChart(MoodData, opened).WithHeight; Words, Month
//	Sparkline    NewSparkline(moods, usual, below, label)
//	PaceChart    NewPaceChart(PaceData); Month
//	Legend       NewLegend(MarkTick|MarkBand|MarkDiamond|MarkPlan|MarkForecast, text), NewSwatch(colour, text, MarkSwatch)
//
// Rows of lists; each embeds Row, so LinkRows(&a.Row, &b.Row) and SetBottom work, while the methods that return a
// *Row are for NewRow only:
//
//	MeetingRow   NewMeetingRow(Meeting, height, opened, act)
//	SignRow      NewSignRow(Sign, why, snooze)
//	PromiseRow   NewPromiseRow(Promise, height, after, opened, done); OnSettled
//	GoalRow      NewGoalRow(Goal, height, opened)
//	AgendaRow    NewAgendaRow(AgendaItem, AgendaActions); SetCurrent
//
// Over a window:
//
//	Overlay      ShowOverlay(canvas, content, OverlayOptions); Panel(content); OverlayKey, OverlayOpen
//	Menu         ShowMenu(canvas, at, items), ShowMenuAt(object, items)
//	Dialogs      Ask(canvas, question, detail, choices…), Confirm(…), ShowError(…), ShowForm(canvas, Form)
//	Toast        NewToast(under, after).Say(text, "Undo", undo)
//	StatusBar    NewStatusBar(hints…).Set(items…), SetRetry
//
// The handler of typed keys of a window begins with
//
//	if w.OverlayKey(canvas, key) { return }
//
// and the program is built with the tag no_animations, without which the caret of an Entry repaints the window for
// as long as it has the focus.
package widget
