package shape

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/itchyny/gojq"

	"coveotoken/jwtview/safetext"
)

// JQ makes a filter of an expression in the language of jq. Texts are printed as
// they are, as by `jq -r`; other values as JSON, with indent as its indentation ("" for
// one line each). The environment that the expression sees is empty, and it can load
// no module. The error says what in the expression cannot be understood.
func JQ(expression, indent string) (Filter, error) {
	query, err := gojq.Parse(expression)
	if err != nil {
		return nil, err
	}
	code, err := gojq.Compile(query)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, document []byte) ([]byte, error) {
		value, err := decode(document, func(number json.Number) any { return number })
		if err != nil {
			return nil, err
		}
		return runJQ(code.RunWithContext(ctx, value), indent)
	}, nil
}

// runJQ prints what an expression makes, one value a line.
func runJQ(values gojq.Iter, indent string) ([]byte, error) {
	var out bytes.Buffer
	for {
		value, more := values.Next()
		if !more {
			return out.Bytes(), nil
		}
		if err, failed := value.(error); failed {
			return out.Bytes(), unlessHalted(err)
		}
		text, err := printed(value, indent)
		if err != nil {
			return out.Bytes(), err
		}
		out.Write(text)
		out.WriteByte('\n')
		if out.Len() > MaxOutput {
			return out.Bytes(), ErrTooLong
		}
	}
}

// unlessHalted gives the error, or nil for the end that an expression made by halt.
func unlessHalted(err error) error {
	if halt := (*gojq.HaltError)(nil); errors.As(err, &halt) && halt.Value() == nil {
		return nil
	}
	return err
}

func printed(value any, indent string) ([]byte, error) {
	if text, ok := value.(string); ok {
		return visible(strings.TrimSuffix(text, "\n")), nil
	}
	text, err := gojq.Marshal(value)
	if err != nil || indent == "" {
		return safetext.EscapeJSON(text), err
	}
	var indented bytes.Buffer
	err = json.Indent(&indented, text, "", indent)
	return safetext.EscapeJSON(indented.Bytes()), err
}
