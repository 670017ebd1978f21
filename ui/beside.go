package ui

// beside works things out off the main goroutine. What was asked for last is what is shown, whatever is ready first.
type beside struct{ asked int }

// run works something out and hands it to show on the main goroutine, unless something else was asked for meanwhile.
func run[T any](b *beside, a *App, work func() T, show func(T)) {
	b.asked++
	mine := b.asked
	go func() {
		result := work()
		a.do(func() {
			if b.asked == mine {
				show(result)
			}
		})
	}()
}

// forget drops what is still being worked out.
func (b *beside) forget() { b.asked++ }
