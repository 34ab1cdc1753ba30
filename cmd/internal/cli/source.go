package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/jwtview"
	"coveotoken/ui/common"
)

// tokenSource mints a token for a command that does something else with it than to
// report it. It has the flags of both kinds of token: what a platform token alone has,
// such as --privilege, makes it one.
type tokenSource struct {
	mintOptions
	search   searchForm
	platform platformForm
	// forPlatform and forSearch are the flags given that only one kind has.
	forPlatform, forSearch []string
}

// minted is a token that was just made.
type minted struct {
	secret coveoapi.Secret
	// token is nil when what was minted cannot be read.
	token  *jwtview.Token
	target coveoapi.Target
}

// addFlags declares the flags of both kinds of token.
func (s *tokenSource) addFlags(cmd *cobra.Command) {
	s.addGrantFlags(cmd.Flags())
	s.search.addFlags(cmd)
	s.platform.addFlags(cmd)
	s.addTaskFlag(cmd, true, false)
	s.addPresetFlag(cmd)
}

// noteFlags notes which flags were given; it comes before the token is minted.
func (s *tokenSource) noteFlags(cmd *cobra.Command) {
	s.given = changedFlags(cmd)
	platform := []string{"--privilege", "--analytics-user-id", "--analytics-display-name", "--sub"}
	both := []string{"--user", "--valid-for", "--force", "--task", "--preset"}
	for _, flag := range s.given {
		switch {
		case slices.Contains(platform, flag):
			s.forPlatform = append(s.forPlatform, flag)
		case !slices.Contains(both, flag):
			s.forSearch = append(s.forSearch, flag)
		}
	}
}

// isGiven reports whether the flags ask for a token.
func (s *tokenSource) isGiven() bool { return len(s.given) > 0 }

// mint is how the flags make a token of the kind that they are for.
func (s *tokenSource) mint() (mint, error) {
	task, known := catalog.TaskByID(s.taskID)
	draft, err := s.presetDraft()
	if err != nil {
		return mint{}, err
	}
	fromPreset := draft != nil && draft.Kind == common.PlatformToken
	if len(s.forPlatform) == 0 && (!known || task.SearchToken) && !fromPreset {
		return (&mintSearchOptions{s.mintOptions, s.search}).mint()
	}
	if len(s.forSearch) > 0 {
		return mint{}, &coveoapi.InputError{
			Field: s.forSearch[0], Reason: "is for a search token, and " + firstOf(strings.Join(s.forPlatform, ", "), "the task or preset") + " for a platform token",
			Remedy: "Leave one of them out.",
		}
	}
	return (&mintPlatformOptions{s.mintOptions, s.platform}).mint()
}

// token mints the token that the flags ask for.
func (s *tokenSource) token(ctx context.Context) (minted, error) {
	m, err := s.mint()
	if err != nil {
		return minted{}, err
	}
	// An embedded sandbox must last as long as what uses the token, also when a key of
	// the terminal interrupts that and not this program.
	d, err := s.destination(context.WithoutCancel(ctx))
	if err != nil {
		return minted{}, err
	}
	request, err := s.build(ctx, d.target, &m)
	if err != nil {
		return minted{}, err
	}
	for _, warning := range m.warnings {
		s.note("Warning: %s", warning)
	}
	c, err := s.connectTo(ctx, d, true)
	if err != nil {
		return minted{}, err
	}
	reply, err := s.obtain(ctx, c.client, c.wait, &m, c.keys.Minting, request)
	if err != nil {
		return minted{}, err
	}
	made := minted{secret: reply.Value, target: d.target}
	made.token, _ = jwtview.Decode(secretValue(reply.Value)) // what is no token is handed on all the same
	return made, nil
}
