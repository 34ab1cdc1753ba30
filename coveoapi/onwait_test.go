package coveoapi

import (
	"net/http"
	"testing"
	"time"
)

func TestACallTellsItsOwnObserverOfItsWaits(t *testing.T) {
	var all waits
	server := &recorder{t: t, answer: answers(status(429, "Retry-After", "7"), replyJSON(http.StatusOK, `[]`))}
	client := clientOf(t, serve(t, server).URL, all.watch)
	var own []Wait
	ctx := WithOnWait(t.Context(), func(w Wait) { own = append(own, w) })
	if _, err := client.PlatformTokenPrivileges(ctx); err != nil {
		t.Fatal(err)
	}
	if len(own) != 1 || len(all.told) != 1 || own[0].Attempt != 2 || own[0].Attempts != maxAttempts || own[0].Delay != 7*time.Second {
		t.Errorf("the call's observer was told %+v, the client's %+v", own, all.told)
	}
	if _, err := client.PlatformTokenPrivileges(t.Context()); err != nil || len(own) != 1 {
		t.Errorf("%v; another call told the observer: %+v", err, own)
	}
}
