// Package together makes a panic in a goroutine one of whoever waits for it. A panic that
// nobody recovers ends the process at once: the terminal stays as the screens left it, and
// what the panic says is printed as it is. Where the work was waited for, both are seen to.
package together

import (
	"fmt"
	"sync/atomic"
)

// Panics holds the first panic of several goroutines. The zero value is ready for use.
type Panics struct {
	first atomic.Pointer[Panic]
}

// Panic is the panic of a goroutine.
type Panic struct {
	// Value is what it was called with.
	Value any
}

// Error implements error.
func (p *Panic) Error() string { return fmt.Sprint(p.Value) }

// Catch recovers a panic and keeps the first. A goroutine must defer it itself, so that it
// runs before whatever says that the goroutine has ended.
func (p *Panics) Catch() {
	if value := recover(); value != nil {
		p.first.CompareAndSwap(nil, &Panic{value})
	}
}

// Rethrow panics with the *Panic that was kept, if there is one. All goroutines must have
// ended.
func (p *Panics) Rethrow() {
	if first := p.first.Load(); first != nil {
		panic(first)
	}
}
