package sandbox

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/url"
)

// parseForm reads a body that is a form of either encoding. Files are left out.
func (c *call) parseForm() (url.Values, error) {
	kind, parameters, err := mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	if err != nil {
		return nil, errors.New("its Content-Type is missing or wrong")
	}
	if kind != "multipart/form-data" {
		return url.ParseQuery(string(c.body))
	}
	reader := multipart.NewReader(bytes.NewReader(c.body), parameters["boundary"])
	form := url.Values{}
	for {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return form, nil
		}
		if err != nil {
			return nil, err
		}
		value, err := io.ReadAll(part)
		if err != nil {
			return nil, err
		}
		if part.FileName() == "" {
			form.Add(part.FormName(), string(value))
		}
	}
}
