package shape

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"coveotoken/cmd/internal/jq"
	"coveotoken/jwtview/safetext"
)

// JQ makes a filter of an expression in the language of jq. Texts are printed as
// they are, as by `jq -r`; other values as JSON, with indent as its indentation ("" for
// one line each). The error says what in the expression cannot be understood.
func JQ(expression, indent string) (Filter, error) {
	filter, err := jq.Parse(expression)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, document []byte) ([]byte, error) {
		value, err := decode(document, floating)
		if err != nil {
			return nil, err
		}
		var out bytes.Buffer
		err = filter.Run(ctx, value, func(value any) error {
			text, err := printed(value, indent)
			out.Write(text)
			out.WriteByte('\n')
			if err == nil && out.Len() > MaxOutput {
				err = ErrTooLong
			}
			return err
		})
		return out.Bytes(), err
	}, nil
}

// floating is a number to calculate with, or its text where that holds more than a
// floating-point number can.
func floating(text json.Number) any {
	f, err := text.Float64()
	if err != nil || !strings.ContainsAny(text.String(), ".eE") && strconv.FormatFloat(f, 'f', -1, 64) != text.String() {
		return text
	}
	return f
}

func printed(value any, indent string) ([]byte, error) {
	if text, ok := value.(string); ok {
		return visible(strings.TrimSuffix(text, "\n")), nil
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", indent)
	err := encoder.Encode(value)
	return safetext.EscapeJSON(bytes.TrimSuffix(text.Bytes(), []byte("\n"))), err
}
